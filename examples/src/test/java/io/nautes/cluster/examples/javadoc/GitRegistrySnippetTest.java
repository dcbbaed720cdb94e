package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.gitstore.GitCredentials;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.File;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRegistrySnippetTest {
    @Test
    void clusterIsSavedInARepository(@TempDir Path temp) throws Exception {
        File folder = temp.resolve("tenant.git").toFile();
        BareRepository.create(folder.toPath());
        try (Git clone = Git.cloneRepository()
                .setURI(folder.toString())
                .setDirectory(temp.resolve("clone").toFile())
                .call()) {
            PersonIdent person = new PersonIdent("a", "a@example.com");
            clone.commit()
                    .setMessage("Begin")
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call();
            clone.push().add("HEAD:refs/heads/main").call();
        }
        String repository = folder.toString();
        String token = "secret";
        InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
        ClusterRequest request = ClusterFixtures.host();
        SaveResult result;

        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .credentials(GitCredentials.token(token))
                .kubeconfigs(kubeconfigs)
                .open()) {
            result = registry.save("host", request);
        }

        assertThat(result.change()).isEqualTo(SaveResult.Change.CREATED);
        assertThat(kubeconfigs.names())
                .hasValueSatisfying(names -> assertThat(names).containsExactly("host"));
    }
}
