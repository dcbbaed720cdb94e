package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A base class that closes servers and clients after each test, and that searches failures for secrets. */
abstract class ClientTestCase {
    static final String TOKEN = "hush-hush-token";
    static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: kubernetes-production, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: hush-hush-user-credential}}]
            contexts: [{name: x, context: {cluster: kubernetes-production, user: u}}]
            current-context: x
            """);
    static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build();
    static final String DONE = "{\"message\":\"Successfully saved host-1 cluster\"}";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    ScriptedServer server(ScriptedServer.Action... actions) {
        return closing(new ScriptedServer(actions));
    }

    NautesClient client(ScriptedServer server) {
        return client(NautesClient.builder(server.uri()));
    }

    NautesClient client(NautesClient.Builder builder) {
        return closing(builder.token(AccessToken.of(TOKEN)).build());
    }

    <T extends AutoCloseable> T closing(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    static RegistryException failure(ThrowingCallable call) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, call);
        assertThat(failure).isNotNull();
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain("hush-hush")
                .doesNotContain(KUBECONFIG.toBase64().substring(0, 40));
        return failure;
    }

    static FailureCode code(ThrowingCallable call) {
        return failure(call).code();
    }
}
