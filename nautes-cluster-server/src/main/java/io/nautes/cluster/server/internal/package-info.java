/** The implementation of the server: HTTP handling and the operations of the API. */
@NullMarked
package io.nautes.cluster.server.internal;

import org.jspecify.annotations.NullMarked;
