package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a Nautes deployment that templates read.
 *
 * @param settings the settings
 * @param certificates the certificates; {@code null} if templates get none
 */
public record Deployment(Settings settings, @Nullable Certificates certificates) {
    /**
     * Certificates in PEM format.
     *
     * @param standard the certificate of the deployment's services
     * @param gitlab the certificate of the Git server
     */
    public record Certificates(String standard, String gitlab) {}
}
