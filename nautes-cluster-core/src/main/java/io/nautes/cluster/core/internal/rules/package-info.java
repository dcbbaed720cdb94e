/** The standard rules, and what they are evaluated with. */
@NullMarked
package io.nautes.cluster.core.internal.rules;

import org.jspecify.annotations.NullMarked;
