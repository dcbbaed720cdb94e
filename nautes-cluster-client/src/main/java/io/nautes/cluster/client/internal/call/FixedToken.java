package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;

/**
 * A supplier of a constant token, which cannot be renewed.
 *
 * @param credential the token
 */
public record FixedToken(AccessToken credential) implements CredentialSupplier<AccessToken> {}
