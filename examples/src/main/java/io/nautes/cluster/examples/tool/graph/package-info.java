/** Pictures of the registered clusters: a page, an image, and the languages of graph tools. */
@NullMarked
package io.nautes.cluster.examples.tool.graph;

import org.jspecify.annotations.NullMarked;
