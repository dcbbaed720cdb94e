/** Texts as messages show them. */
@NullMarked
package io.nautes.cluster.core.internal.text;

import org.jspecify.annotations.NullMarked;
