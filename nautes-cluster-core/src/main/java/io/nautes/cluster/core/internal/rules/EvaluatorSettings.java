package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.constraints.FieldConstraints;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an evaluator.
 *
 * @param catalog the catalog of the available components
 * @param namespace the namespace of resources
 * @param clock the clock for checking certificates; {@code null} if their expiry is not checked
 * @param constraints the constraints of fields
 */
public record EvaluatorSettings(
        ComponentCatalog catalog,
        String namespace,
        @Nullable InstantSource clock,
        FieldConstraints constraints) {}
