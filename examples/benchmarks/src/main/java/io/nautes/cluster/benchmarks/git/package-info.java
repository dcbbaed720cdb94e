/** Benchmarks of the Git store against the git command and JGit. */
@NullMarked
package io.nautes.cluster.benchmarks.git;

import org.jspecify.annotations.NullMarked;
