package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.ClusterApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs an API server over a Git repository until it is stopped.",
        footer = {"", "An empty repository gets its first commit with the first cluster."})
final class ServeCommand implements Callable<Integer> {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Mixin
    TemplateOptions templates = new TemplateOptions();

    @Option(names = "--port", defaultValue = "0", description = "the port; 0 means a free one (default)")
    int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "the address to listen on; 0.0.0.0 means all of IPv4 (default: ${DEFAULT-VALUE})")
    InetAddress address = InetAddress.getLoopbackAddress();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "the server's certificate and those above it, in PEM; with --tls-key")
    @Nullable
    Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "the unencrypted private key of the certificate, in PEM")
    @Nullable
    Path key;

    @Option(
            names = "--plain-http",
            description = "allow --bind without TLS, for a server behind a proxy; tokens are sent unencrypted")
    boolean plainHttp;

    @Option(names = "--access-log", description = "print a line for each request")
    boolean accessLog;

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        String secret = target.token != null ? target.token : System.getenv("NAUTES_TOKEN");
        if (secret == null) {
            throw new UsageException("no token for clients is given: set NAUTES_TOKEN, or give --token");
        }
        AccessToken token = AccessToken.of(secret);
        checkTls();
        ClusterTemplates renderer = templates.read(evaluation, target.git.ca).orElse(null);
        ClusterEvaluator evaluator = evaluation.builder().build();
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            stopping.countDown();
            awaitQuietly(stopped);
        });
        try (KubeconfigOptions.Kept kept = kubeconfigs.open();
                ClusterRegistry registry = target.openRepository(true, evaluator, renderer, kept.storeOrNull());
                ClusterApiServer server = server(registry).token(token).start()) {
            Runtime.getRuntime().addShutdownHook(hook);
            PrintWriter out = spec.commandLine().getOut();
            out.println("listening on " + server.uri());
            out.flush();
            stopping.await();
        } finally {
            stopped.countDown();
        }
        return ClusterTool.DONE;
    }

    private void checkTls() {
        if ((certificate == null) != (key == null)) {
            throw new UsageException("TLS needs a certificate and its key: give --tls-certificate and --tls-key");
        }
        if (certificate == null && !address.isLoopbackAddress() && !plainHttp) {
            throw new UsageException("clients on other machines would send their token unencrypted to "
                    + address.getHostAddress()
                    + ": give --tls-certificate and --tls-key, or --plain-http if a proxy encrypts");
        }
    }

    private ClusterApiServer.Builder server(ClusterRegistry registry) {
        ClusterApiServer.Builder server =
                ClusterApiServer.builder(registry).bindAddress(address).port(port);
        if (certificate != null && key != null) {
            server.tls(certificate, key);
        }
        if (accessLog) {
            PrintWriter out = spec.commandLine().getOut();
            server.listener(request -> {
                out.println(request);
                out.flush();
            });
        }
        return server;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
