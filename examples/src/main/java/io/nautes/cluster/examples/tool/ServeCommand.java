package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs an API server over a Git repository until it is told to stop.",
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

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        String secret = target.token != null ? target.token : System.getenv("NAUTES_TOKEN");
        if (secret == null) {
            throw new UsageException("say which token clients must send: set NAUTES_TOKEN, or give --token");
        }
        AccessToken token = AccessToken.of(secret);
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
                NautesServer server = NautesServer.builder()
                        .registry(registry)
                        .token(token)
                        .port(port)
                        .recordRequests(false)
                        .start()) {
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
