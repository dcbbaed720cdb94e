package io.nautes.cluster.spring;

import io.nautes.cluster.core.RegistryException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;

/**
 * Auto-configuration of problem details (RFC 9457) for a {@link RegistryException} that a controller throws, in the language
 * of the request. {@code nautes.problems.enabled=false} turns it off.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(ProblemDetail.class)
@ConditionalOnProperty(name = "nautes.problems.enabled", matchIfMissing = true)
public class NautesProblemAutoConfiguration {
    /** Creates the advice that returns problem details. */
    @Bean
    @ConditionalOnMissingBean
    RegistryProblemAdvice nautesProblemAdvice() {
        return new RegistryProblemAdvice();
    }
}
