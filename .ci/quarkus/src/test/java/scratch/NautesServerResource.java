package scratch;

import io.nautes.cluster.testkit.NautesServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A test resource that starts an API server before the application and configures the application to use it. */
public class NautesServerResource implements QuarkusTestResourceLifecycleManager {
    private NautesServer server;

    @Override
    public Map<String, String> start() {
        server = NautesServer.start();
        return Map.of(
                "nautes.api-server", server.uri().toString(),
                "nautes.token", server.token().value());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(NautesServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
