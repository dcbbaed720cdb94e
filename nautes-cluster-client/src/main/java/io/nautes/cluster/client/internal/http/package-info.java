/** HTTP exchanges with the JDK's client, its threads and its TLS. */
@NullMarked
package io.nautes.cluster.client.internal.http;

import org.jspecify.annotations.NullMarked;
