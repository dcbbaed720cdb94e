package io.nautes.cluster.testkit;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives JUnit tests an embedded API server of their own and a client of it. Parameters of test methods and of lifecycle
 * methods may be of type {@link NautesServer}, {@link NautesClient}, or {@link ClusterRegistry} (the client). Each test
 * gets an empty server, which its instance's constructor gets too; parameters of {@code @BeforeAll} methods and of
 * constructors of {@code PER_CLASS} instances get one that the tests of the class share. {@link EnableNautes} registers
 * it and lets all tests of a class share a server.
 *
 * <p>Server and client are closed after the test, or after the class if it is shared.
 */
public final class NautesExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NautesExtension.class);

    /** Called by JUnit. */
    public NautesExtension() {}

    /** Gives a constructor the server of the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == NautesServer.class || type == NautesClient.class || type == ClusterRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Environment environment = owner(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Environment.class, key -> new Environment(), Environment.class);
        return parameter.getParameter().getType() == NautesServer.class ? environment.server : environment.client;
    }

    /**
     * Returns the context whose lifetime the environment shares: the annotated class's, or else that of the parameter.
     */
    private static ExtensionContext owner(ExtensionContext context) {
        for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
            Optional<EnableNautes> enabled = AnnotationSupport.findAnnotation(at.getTestClass(), EnableNautes.class);
            boolean isClass = at.getTestMethod().isEmpty();
            if (isClass && enabled.isPresent()) {
                return enabled.get().lifecycle() == EnableNautes.Lifecycle.PER_CLASS ? at : context;
            }
        }
        return context;
    }

    /**
     * JUnit closes it with the context it was made for. Before 5.13 it closes nothing but this deprecated interface,
     * and afterwards each resource once.
     */
    @SuppressWarnings("deprecation")
    static final class Environment implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final NautesServer server = NautesServer.start();
        private final NautesClient client =
                NautesClient.builder(server.uri()).token(server.token()).build();

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
