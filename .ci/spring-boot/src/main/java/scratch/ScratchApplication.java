package scratch;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import jakarta.validation.ValidatorFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class ScratchApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ScratchApplication.class, arguments);
    }

    /** Creates an evaluator that checks fields with the validator of the application. */
    @Bean
    ClusterEvaluator evaluator(ValidatorFactory validatorFactory) {
        return ClusterEvaluator.builder().validatorFactory(validatorFactory).build();
    }
}
