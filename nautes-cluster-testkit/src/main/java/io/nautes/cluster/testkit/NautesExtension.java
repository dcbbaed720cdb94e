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
 * A JUnit extension that injects an embedded API server and a client of it. Parameters of test methods and of lifecycle
 * methods may be of type {@link NautesServer}, {@link NautesClient} or {@link ClusterRegistry} (the client).
 *
 * <p>Each test gets an empty server; the constructor of its instance gets the same one. {@code @BeforeAll} methods and
 * constructors of {@code PER_CLASS} instances get a server that the tests of the class share. {@link EnableNautes}
 * registers the extension and can make all tests of a class share a server.
 *
 * <p>The server and the client are closed after the test, or after the class if it shares them.
 */
public final class NautesExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NautesExtension.class);

    /** Constructor for JUnit. */
    public NautesExtension() {}

    /** Returns the scope that gives a constructor the server of the test that the instance is created for. */
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
     * Returns the context that owns the environment: that of the annotated class, or otherwise that of the parameter.
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
     * A server and its client, which JUnit closes with the context that they belong to. JUnit before 5.13 closes only
     * implementations of this deprecated interface; newer versions close each resource once.
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
