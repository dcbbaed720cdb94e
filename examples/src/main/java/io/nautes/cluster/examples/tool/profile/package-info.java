/** Profiles of the cluster tool: named targets with their options, read from a file. */
@NullMarked
package io.nautes.cluster.examples.tool.profile;

import org.jspecify.annotations.NullMarked;
