/** The cluster tool: registers, changes, lists, checks and removes clusters from the command line. */
@NullMarked
package io.nautes.cluster.examples.tool;

import org.jspecify.annotations.NullMarked;
