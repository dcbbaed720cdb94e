package io.nautes.cluster.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observes the operations of the registry with Micrometer, which makes metrics and spans of traces of them. */
@AutoConfiguration(
        before = NautesAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public class NautesObservationAutoConfiguration {
    /** Returns the listener that makes observations. */
    @Bean
    @ConditionalOnMissingBean
    ObservationListener nautesObservationListener(ObservationRegistry observations) {
        return new ObservationListener(observations);
    }
}
