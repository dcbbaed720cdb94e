/**
 * The kinds of findings that the checks of a cluster make.
 *
 * <pre>{@code
 * boolean isRefused = report.errors().stream()
 *         .anyMatch(finding -> finding.code().equals(PreflightCode.NOT_AUTHENTICATED.code()));
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.preflight.finding;

import org.jspecify.annotations.NullMarked;
