/**
 * The cluster tool, which registers, changes, lists, checks and removes clusters from the command line. Each command is a
 * class; {@link io.nautes.cluster.examples.tool.ClusterTool} combines them and maps failures to exit codes.
 */
@NullMarked
package io.nautes.cluster.examples.tool;

import org.jspecify.annotations.NullMarked;
