package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a Nautes deployment that templates read.
 *
 * @param settings its settings
 * @param certificates its certificates; {@code null} if it has none of its own
 */
public record Deployment(Settings settings, @Nullable Certificates certificates) {
    /**
     * Certificates in PEM form.
     *
     * @param standard of the services of the deployment
     * @param gitlab of the Git server
     */
    public record Certificates(String standard, String gitlab) {}
}
