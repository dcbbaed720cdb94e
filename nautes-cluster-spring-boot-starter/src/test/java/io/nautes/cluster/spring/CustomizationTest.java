package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.testkit.NautesServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The snippet of the Javadoc of {@code io.nautes.cluster.spring}. */
class CustomizationTest {
    @Configuration(proxyBeanMethods = false)
    static class Customization {
        @Bean
        NautesClientCustomizer userAgent() {
            return client -> client.userAgent("cluster-portal/1.0");
        }
    }

    @Test
    void customizerChangesTheClient() {
        try (NautesServer server = NautesServer.start()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(NautesAutoConfiguration.class))
                    .withUserConfiguration(Customization.class)
                    .withPropertyValues(
                            "nautes.api-server=" + server.uri(),
                            "nautes.token=" + server.token().value())
                    .run(application ->
                            application.getBean(ClusterRegistry.class).list());

            assertThat(server.requests().get(0).header("User-Agent")).hasValue("cluster-portal/1.0");
        }
    }
}
