package io.nautes.cluster.spring;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.RegistryException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the registry to the health endpoint, as {@code nautes}. Each check is one read, of at most 5 seconds; a failure is
 * shown with its code and message, which hold no secret. {@code management.health.nautes.enabled=false} turns it off.
 */
@AutoConfiguration(after = NautesAutoConfiguration.class)
@ConditionalOnSingleCandidate(ClusterRegistry.class)
public class NautesHealthAutoConfiguration {
    private static final String CODE = "code";
    private static final String MESSAGE = "message";

    private static String code(RegistryException failure) {
        return failure.code().name().toLowerCase(Locale.ROOT);
    }

    /** Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
    @ConditionalOnEnabledHealthIndicator("nautes")
    static class Boot3 {
        @Bean
        @ConditionalOnMissingBean(name = "nautesHealthIndicator")
        org.springframework.boot.actuate.health.HealthIndicator nautesHealthIndicator(ClusterRegistry registry) {
            RegistryCheck check = new RegistryCheck(registry);
            return () -> {
                Optional<RegistryException> failure = check.failure();
                return failure.isEmpty()
                        ? org.springframework.boot.actuate.health.Health.up().build()
                        : org.springframework.boot.actuate.health.Health.down()
                                .withDetail(CODE, code(failure.get()))
                                .withDetail(
                                        MESSAGE, String.valueOf(failure.get().getMessage()))
                                .build();
            };
        }
    }

    /** Spring Boot 4, where the same types are in other packages. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.HealthIndicator.class)
    @ConditionalOnProperty(name = "management.health.nautes.enabled", matchIfMissing = true)
    static class Boot4 {
        @Bean
        @ConditionalOnMissingBean(name = "nautesHealthIndicator")
        org.springframework.boot.health.contributor.HealthIndicator nautesHealthIndicator(ClusterRegistry registry) {
            RegistryCheck check = new RegistryCheck(registry);
            return () -> {
                Optional<RegistryException> failure = check.failure();
                return failure.isEmpty()
                        ? org.springframework.boot.health.contributor.Health.up()
                                .build()
                        : org.springframework.boot.health.contributor.Health.down()
                                .withDetail(CODE, code(failure.get()))
                                .withDetail(
                                        MESSAGE, String.valueOf(failure.get().getMessage()))
                                .build();
            };
        }
    }
}
