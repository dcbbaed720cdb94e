/**
 * Constraints of Jakarta Validation for the fields of requests.
 *
 * <pre>{@code
 * Set<ConstraintViolation<ClusterRequest>> violations = validator.validate(request);
 * violations.forEach(violation -> System.out.println(violation.getMessage()));
 * }</pre>
 *
 * <p>The message key of a constraint is the code of the finding that it makes, such as
 * {@code {host_cluster_not_a_label}}. The texts, in English and Chinese, are in the bundle
 * {@code ContributorValidationMessages}, which the specification reserves for libraries of constraints. So any provider
 * reports the same codes and texts for a {@code @Valid ClusterRequest} as the evaluator of the core module, which adds the
 * value received and what needs the catalog, other fields, or other clusters.
 *
 * <p>The {@linkplain io.nautes.cluster.model.constraint.ConstraintSeverity severity} is in the payload. Constraints whose
 * violation is only a warning are in the group {@link io.nautes.cluster.model.constraint.Warnings}, so that
 * {@code @Valid} alone refuses nothing because of them.
 *
 * <p>Absent values, {@code null} or empty, satisfy every constraint except those that ask for a value.
 */
@NullMarked
package io.nautes.cluster.model.constraint;

import org.jspecify.annotations.NullMarked;
