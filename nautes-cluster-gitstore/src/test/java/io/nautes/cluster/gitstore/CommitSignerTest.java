package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;

class CommitSignerTest extends LocalRepository {
    private static final String SIGNATURE =
            "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQ==\n-----END SSH SIGNATURE-----";

    @Test
    void commitContainsTheSignatureOfItsContent() throws IOException {
        List<String> signed = new ArrayList<>();
        try (GitClusterStore signing = GitClusterStore.builder(remote.folder().toString())
                .signer(commit -> {
                    signed.add(new String(commit, StandardCharsets.UTF_8));
                    return SIGNATURE;
                })
                .open()) {
            signing.update(Clusters.save("a"));
            assertThat(signing.history("a")).hasSize(1);
        }

        RevCommit commit = remote.log().get(0);
        String raw = new String(commit.getRawBuffer(), StandardCharsets.UTF_8);
        String header = "gpgsig " + SIGNATURE.replace("\n", "\n ") + "\n";
        assertThat(commit.getRawGpgSignature()).asString(StandardCharsets.UTF_8).isEqualTo(SIGNATURE);
        assertThat(raw).contains(header);
        assertThat(signed).containsExactly(raw.replace(header, ""));
        remote.checkObjects();
    }

    @Test
    void failureToSignFailsTheUpdateAndWritesNothing() throws IOException {
        try (GitClusterStore failing = GitClusterStore.builder(remote.folder().toString())
                .signer(commit -> {
                    throw new IllegalStateException("the key is locked");
                })
                .open()) {
            assertThatThrownBy(() -> failing.update(Clusters.save("a"))).hasMessage("the key is locked");
        }
        assertThat(remote.log()).hasSize(1);
    }
}
