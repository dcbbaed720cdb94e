package scratch;

import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Main {
    private Main() {}

    /** Registers a host in the given repository, stores the given kubeconfig in the given folder, and lists all clusters. */
    public static void main(String[] arguments) throws IOException {
        Kubeconfig kubeconfig = Kubeconfig.of(Files.readString(Path.of(arguments[2])));
        try (GitClusterRegistry registry = GitClusterRegistry.builder(arguments[0])
                .initializeIfEmpty(true)
                .kubeconfigs(DirectoryKubeconfigStore.open(Path.of(arguments[1])))
                .open()) {
            registry.save(
                    "host",
                    ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build());
            registry.list().all().forEach(cluster -> System.out.println("registered: " + cluster.name()));
        }
    }
}
