package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the store of kubeconfigs: a folder or Vault. Kubeconfigs are not in the repository. */
final class KubeconfigOptions {
    @Option(
            names = "--kubeconfigs",
            paramLabel = "DIR",
            description = "store kubeconfigs in this folder, which only you may read")
    @Nullable
    Path folder;

    @Option(names = "--vault", paramLabel = "URL", description = "store kubeconfigs in this Vault, as Nautes does")
    @Nullable
    String vault;

    @Option(
            names = "--vault-token-file",
            paramLabel = "FILE",
            description = "a file with the token for Vault (default: the variable VAULT_TOKEN)")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--vault-mount",
            paramLabel = "PATH",
            description = "mount of the secrets engine of KV version 2 (default: cluster)")
    @Nullable
    String mount;

    @Option(
            names = "--vault-namespace",
            paramLabel = "PATH",
            description = "namespace of Vault Enterprise (default: the variable VAULT_NAMESPACE)")
    @Nullable
    String namespace;

    @Option(names = "--vault-ca", paramLabel = "FILE", description = "certificates to trust for Vault, in PEM or DER")
    @Nullable
    Path ca;

    /**
     * An open store.
     *
     * @param storeOrNull the store; {@code null} if kubeconfigs are not stored
     * @param closing closes it
     */
    record Kept(@Nullable KubeconfigStore storeOrNull, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    boolean isGiven() {
        return folder != null || vault != null;
    }

    /** Opens the store that the options specify, if any. */
    Kept open() throws IOException {
        boolean hasVaultOption = Stream.of(tokenFile, mount, namespace, ca).anyMatch(option -> option != null);
        if (folder != null && vault != null) {
            throw new UsageException("give --kubeconfigs or --vault, not both");
        }
        if (vault == null && hasVaultOption) {
            throw new UsageException("options that begin with --vault- need --vault URL");
        }
        try {
            if (folder != null) {
                return new Kept(DirectoryKubeconfigStore.open(folder), () -> {});
            }
            if (vault != null) {
                VaultKubeconfigStore store = vault(vault);
                return new Kept(store, store::close);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(ErrorMessages.of(e));
        }
        return new Kept(null, () -> {});
    }

    private VaultKubeconfigStore vault(String url) throws IOException {
        VaultKubeconfigStore.Builder builder =
                VaultKubeconfigStore.builder(address(url)).token(token());
        if (mount != null) {
            builder.mount(mount);
        }
        builder.namespace(namespace != null ? namespace : System.getenv("VAULT_NAMESPACE"));
        if (ca != null) {
            builder.trustPem(ca);
        }
        return builder.build();
    }

    /** Parses a URL. The message does not quote an invalid one, because it may contain a password. */
    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new UsageException("--vault: not a valid URL; use one such as https://vault.example.com:8200");
        }
    }

    private AccessToken token() throws IOException {
        String token = tokenFile != null ? TextFiles.read(tokenFile).strip() : System.getenv("VAULT_TOKEN");
        if (token == null || token.isEmpty()) {
            throw new UsageException("--vault needs a token: set VAULT_TOKEN, or give --vault-token-file FILE");
        }
        return AccessToken.of(token);
    }

    /** Returns a warning for clusters with kubeconfigs that are not stored. */
    static String notKept(Collection<String> names) {
        return "the kubeconfig of " + String.join(", ", names)
                + " is checked but not stored; store it with --kubeconfigs DIR or --vault URL";
    }
}
