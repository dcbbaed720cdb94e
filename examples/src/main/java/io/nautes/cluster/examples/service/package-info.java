/**
 * A service that registers clusters for its users: {@link io.nautes.cluster.examples.service.RegistrationService} receives
 * requests over HTTP, registers them through the library, and returns errors as problem details (RFC 9457).
 */
@NullMarked
package io.nautes.cluster.examples.service;

import org.jspecify.annotations.NullMarked;
