/**
 * A service of one's own that registers clusters for its users: {@link
 * io.nautes.cluster.examples.service.RegistrationService} takes requests over HTTP, registers them through the library, and
 * answers what is wrong as problem details of RFC 9457.
 */
@NullMarked
package io.nautes.cluster.examples.service;

import org.jspecify.annotations.NullMarked;
