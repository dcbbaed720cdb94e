/** HTTP exchanges over the JDK's client, with its threads and TLS contexts. */
@NullMarked
package io.nautes.cluster.client.internal.http;

import org.jspecify.annotations.NullMarked;
