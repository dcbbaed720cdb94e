package io.nautes.cluster.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of Micrometer observations of the registry's operations, for metrics and traces. */
@AutoConfiguration(
        before = NautesAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public class NautesObservationAutoConfiguration {
    /** Creates the listener that observes operations. */
    @Bean
    @ConditionalOnMissingBean
    ObservationListener nautesObservationListener(ObservationRegistry observations) {
        return new ObservationListener(observations);
    }
}
