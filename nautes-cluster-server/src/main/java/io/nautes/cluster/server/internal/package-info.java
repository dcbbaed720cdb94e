/** How requests are taken from the wire and answered. */
@NullMarked
package io.nautes.cluster.server.internal;

import org.jspecify.annotations.NullMarked;
