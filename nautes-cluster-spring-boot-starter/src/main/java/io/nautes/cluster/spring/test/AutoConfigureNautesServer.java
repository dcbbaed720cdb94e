package io.nautes.cluster.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An annotation that starts an embedded API server for the application of a test, and sets {@code nautes.api-server} and
 * {@code nautes.token} accordingly. The server is a bean of type {@link io.nautes.cluster.testkit.NautesServer}, which
 * records requests and injects faults. It is closed with the application. Requires {@code nautes-cluster-testkit}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AutoConfigureNautesServer {}
