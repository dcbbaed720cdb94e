/** Constraints of fields, validated by Hibernate Validator. */
@NullMarked
package io.nautes.cluster.core.internal.constraints;

import org.jspecify.annotations.NullMarked;
