package scratch;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Main {
    private Main() {}

    /** Stores the given kubeconfig of a host in the given folder, and registers the host with the given API server. */
    public static void main(String[] arguments) throws IOException {
        DirectoryKubeconfigStore kubeconfigs = DirectoryKubeconfigStore.open(Path.of(arguments[0]));
        kubeconfigs.put("host", Kubeconfig.of(Files.readString(Path.of(arguments[2]))));
        ClusterRequest host = ClusterRequest.host(
                        "https://10.1.2.3:6443", kubeconfigs.find("host").orElseThrow())
                .build();
        Evaluation valid = ClusterEvaluator.standard().evaluate("host", host);
        System.out.println("valid: " + valid.report().isValid());
        System.out.println(valid.explanation().toText());

        Evaluation invalid = ClusterEvaluator.standard()
                .evaluate("host", ClusterJson.parseRequest("{\"api_server\":\"ftp://x\",\"primary_domain\":\"-\"}"));
        System.out.println(invalid.report());

        try (NautesClient client = NautesClient.builder(arguments[1])
                .token(AccessToken.of("token"))
                .build()) {
            client.save("host", host);
        } catch (RegistryException e) {
            System.out.println(e.code() + ": " + e.getMessage());
        }
    }
}
