package scratch;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.AccessToken;
import jakarta.validation.ValidatorFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

@SpringBootApplication
public class ScratchApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ScratchApplication.class, arguments);
    }

    @Bean
    @Lazy
    ClusterRegistry registry(@Value("${nautes.api-server}") String apiServer, @Value("${nautes.token}") String token) {
        return NautesClient.builder(apiServer).token(AccessToken.of(token)).build();
    }

    /** Checks fields with the validator of the application. */
    @Bean
    ClusterEvaluator evaluator(ValidatorFactory validatorFactory) {
        return ClusterEvaluator.builder().validatorFactory(validatorFactory).build();
    }
}
