package io.nautes.cluster.spring;

import io.nautes.cluster.core.ClusterRegistry;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the health indicator {@code nautes} of the registry. Each check is one read of at most 5 seconds. A
 * failure is shown with its code and message, which contain no secrets. {@code management.health.nautes.enabled=false} turns
 * the indicator off.
 */
@AutoConfiguration(after = NautesAutoConfiguration.class)
@ConditionalOnSingleCandidate(ClusterRegistry.class)
public class NautesHealthAutoConfiguration {
    /** Configuration for Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
    @ConditionalOnEnabledHealthIndicator("nautes")
    static class Boot3 {
        @Bean
        @ConditionalOnMissingBean(name = "nautesHealthIndicator")
        org.springframework.boot.actuate.health.HealthIndicator nautesHealthIndicator(ClusterRegistry registry) {
            RegistryCheck check = new RegistryCheck(registry);
            return () -> {
                Map<String, String> problem = check.problem();
                return problem.isEmpty()
                        ? org.springframework.boot.actuate.health.Health.up().build()
                        : org.springframework.boot.actuate.health.Health.down()
                                .withDetails(problem)
                                .build();
            };
        }
    }

    /** Configuration for Spring Boot 4, where the same types are in other packages. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.HealthIndicator.class)
    @ConditionalOnProperty(name = "management.health.nautes.enabled", matchIfMissing = true)
    static class Boot4 {
        @Bean
        @ConditionalOnMissingBean(name = "nautesHealthIndicator")
        org.springframework.boot.health.contributor.HealthIndicator nautesHealthIndicator(ClusterRegistry registry) {
            RegistryCheck check = new RegistryCheck(registry);
            return () -> {
                Map<String, String> problem = check.problem();
                return problem.isEmpty()
                        ? org.springframework.boot.health.contributor.Health.up()
                                .build()
                        : org.springframework.boot.health.contributor.Health.down()
                                .withDetails(problem)
                                .build();
            };
        }
    }
}
