/** The root of all exceptions of this library, and malformed documents. */
@NullMarked
package io.nautes.cluster.model.error;

import org.jspecify.annotations.NullMarked;
