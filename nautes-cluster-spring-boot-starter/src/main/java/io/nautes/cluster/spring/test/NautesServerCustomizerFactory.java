package io.nautes.cluster.spring.test;

import io.nautes.cluster.testkit.NautesServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** A factory of customizers for tests with {@link AutoConfigureNautesServer}. */
final class NautesServerCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureNautesServer.class)
                ? new StartServer()
                : null;
    }

    /** A customizer that starts a server. All instances are equal, so that tests can share an application context. */
    private record StartServer() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext application, MergedContextConfiguration merged) {
            NautesServer server = NautesServer.start();
            application
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "nautesServer",
                            Map.of(
                                    "nautes.api-server",
                                    server.uri().toString(),
                                    "nautes.token",
                                    server.token().value())));
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) application.getBeanFactory();
            beans.registerSingleton("nautesServer", server);
            beans.registerDisposableBean("nautesServer", server::close);
        }
    }
}
