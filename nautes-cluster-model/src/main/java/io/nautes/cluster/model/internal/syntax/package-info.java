/** The forms of names, numbers and URLs that constraints and rules share, and the texts of constraints. Not API. */
@NullMarked
package io.nautes.cluster.model.internal.syntax;

import org.jspecify.annotations.NullMarked;
