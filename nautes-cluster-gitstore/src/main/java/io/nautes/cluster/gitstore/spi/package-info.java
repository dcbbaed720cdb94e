/** What a Git store asks of others: files that it writes in the same commit as the resources of clusters. */
@NullMarked
package io.nautes.cluster.gitstore.spi;

import org.jspecify.annotations.NullMarked;
