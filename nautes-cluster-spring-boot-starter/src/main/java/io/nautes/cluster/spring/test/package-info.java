/** Support for tests of applications against an embedded API server. */
@NullMarked
package io.nautes.cluster.spring.test;

import org.jspecify.annotations.NullMarked;
