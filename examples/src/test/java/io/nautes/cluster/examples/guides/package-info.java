/** The Java code of the guides in {@code docs}, which the tests of this package compile and run. */
@NullMarked
package io.nautes.cluster.examples.guides;

import org.jspecify.annotations.NullMarked;
