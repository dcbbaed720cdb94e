package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.constraints.FieldConstraints;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator evaluates every request with.
 *
 * @param catalog the catalog that components are chosen from
 * @param namespace the namespace of resources
 * @param clock the clock that certificates are checked by; {@code null} if their expiry is not checked
 * @param constraints the constraints of fields
 */
public record EvaluatorSettings(
        ComponentCatalog catalog,
        String namespace,
        @Nullable InstantSource clock,
        FieldConstraints constraints) {}
