/** What a server reports of the requests that it answers. */
@NullMarked
package io.nautes.cluster.server.listener;

import org.jspecify.annotations.NullMarked;
