package io.nautes.cluster.model.kubeconfig;

import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.ScalarType;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.kubeconfig.KubeconfigProblem.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checker for kubeconfigs that client-go refuses to load, or that do not work in the operators of Nautes 0.4. The
 * argo-operator uses the first cluster and the first user, and only the client certificate and key of that user.
 */
final class KubeconfigChecker {
    private static final List<String> TOP = List.of("kind", "apiVersion", "current-context");
    private static final List<String> CLUSTER =
            List.of("server", "tls-server-name", "certificate-authority", "certificate-authority-data", "proxy-url");
    private static final List<String> USER = List.of(
            "client-certificate",
            "client-certificate-data",
            "client-key",
            "client-key-data",
            "token",
            "tokenFile",
            "as",
            "username",
            "password");
    private static final List<String> CONTEXT = List.of("cluster", "user", "namespace");
    private static final List<String> FLAGS = List.of("insecure-skip-tls-verify", "disable-compression");
    private static final String DATA = "-data";

    private final Mapping root;
    private final List<KubeconfigProblem> problems = new ArrayList<>();

    KubeconfigChecker(Mapping root) {
        this.root = root;
    }

    /** Checks the whole file, as client-go does when it loads one. */
    KubeconfigChecker checkFile(int documents) {
        if (documents > 1) {
            add(Kind.SEVERAL_DOCUMENTS, "");
        }
        if (root.entries().get("kind") instanceof Scalar kind
                && !kind.isNull()
                && !kind.text().equals("Config")) {
            add(Kind.OTHER_KIND, "kind");
        }
        checkStrings(root, "", TOP);
        checkEntries("clusters", "cluster", CLUSTER);
        checkEntries("users", "user", USER);
        checkEntries("contexts", "context", CONTEXT);
        return this;
    }

    private void checkEntries(String list, String key, List<String> fields) {
        InputNode node = root.entries().get(list);
        if (!(node instanceof Sequence sequence)) {
            if (node != null && !isNull(node)) {
                add(Kind.WRONG_TYPE, list);
            }
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String position = list + "[" + i + "]";
            if (!(sequence.items().get(i) instanceof Mapping entry)) {
                add(Kind.WRONG_TYPE, position);
                continue;
            }
            checkStrings(entry, position + ".", List.of("name"));
            if (entry.entries().get("name") instanceof Scalar name && !names.add(name.text())) {
                add(Kind.DUPLICATE_NAME, position + ".name");
            }
            if (entry.entries().get(key) instanceof Mapping content) {
                checkStrings(content, position + "." + key + ".", fields);
                checkFlags(content, position + "." + key + ".");
            } else if (entry.entries().get(key) != null
                    && !isNull(entry.entries().get(key))) {
                add(Kind.WRONG_TYPE, position + "." + key);
            }
        }
    }

    private void checkStrings(Mapping mapping, String position, List<String> fields) {
        for (String field : fields) {
            InputNode value = mapping.entries().get(field);
            if (value == null || isNull(value)) {
                continue;
            }
            if (!(value instanceof Scalar scalar) || scalar.type() != ScalarType.STRING) {
                add(Kind.WRONG_TYPE, position + field);
            } else if (field.endsWith(DATA) && !scalar.text().isEmpty() && !isPemInBase64(scalar.text())) {
                add(Kind.DATA_MALFORMED, position + field);
            }
        }
    }

    private void checkFlags(Mapping mapping, String position) {
        for (String field : FLAGS) {
            InputNode value = mapping.entries().get(field);
            boolean isFlag = value instanceof Scalar scalar && scalar.type() == ScalarType.BOOLEAN;
            if (value != null && !isNull(value) && !isFlag) {
                add(Kind.WRONG_TYPE, position + field);
            }
        }
    }

    /** Returns whether a text is PEM in Base64. Go's decoder ignores only line breaks and requires padding. */
    private static boolean isPemInBase64(String data) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data.replace("\n", "").replace("\r", ""));
            return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Checks the cluster and the user of the current context; what is missing is reported elsewhere. */
    KubeconfigChecker checkCurrent(
            @Nullable Mapping cluster,
            @Nullable String clusterName,
            @Nullable Mapping user,
            @Nullable String userName) {
        if (cluster != null) {
            checkCluster(cluster, clusterName);
        }
        if (userName != null) {
            checkUser(user, userName);
        }
        return this;
    }

    private void checkCluster(Mapping cluster, @Nullable String name) {
        String position = position("clusters", name) + ".cluster.";
        boolean hasAuthority = has(cluster, "certificate-authority") || has(cluster, "certificate-authority-data");
        if (cluster.entries().get("insecure-skip-tls-verify") instanceof Scalar insecure
                && Boolean.TRUE.equals(insecure.value())
                && hasAuthority) {
            add(Kind.INSECURE_WITH_AUTHORITY, position + "insecure-skip-tls-verify");
        }
        checkPath(cluster, position, "certificate-authority");
        if (cluster.entries().get("proxy-url") instanceof Scalar proxy && isLoopback(proxy.text())) {
            add(Kind.PROXY_ON_LOOPBACK, position + "proxy-url");
        }
        if (name != null && !name.equals(firstName("clusters"))) {
            add(Kind.CLUSTER_NOT_FIRST, "contexts.cluster");
        }
    }

    private void checkUser(@Nullable Mapping user, String name) {
        String position = position("users", name) + ".user";
        boolean hasProgram = false;
        if (user != null && user.entries().get("exec") instanceof Mapping) {
            add(Kind.EXEC, position + ".exec");
            hasProgram = true;
        }
        if (user != null && user.entries().get("auth-provider") instanceof Mapping) {
            add(Kind.AUTH_PROVIDER, position + ".auth-provider");
            hasProgram = true;
        }
        if (user != null) {
            checkPath(user, position + ".", "client-certificate");
            checkPath(user, position + ".", "client-key");
            checkPath(user, position + ".", "tokenFile");
        }
        boolean hasCertificate = user != null
                && (has(user, "client-certificate-data") || has(user, "client-certificate"))
                && (has(user, "client-key-data") || has(user, "client-key"));
        boolean hasOther = user != null && (has(user, "token") || has(user, "tokenFile") || has(user, "username"));
        if (!hasCertificate && !hasProgram) {
            add(hasOther ? Kind.NO_CLIENT_CERTIFICATE : Kind.NO_CREDENTIALS, position);
        }
        if (!name.equals(firstName("users"))) {
            add(Kind.USER_NOT_FIRST, "contexts.user");
        }
    }

    private void checkPath(Mapping mapping, String position, String field) {
        boolean isOverridden = has(mapping, field + DATA) || (field.equals("tokenFile") && has(mapping, "token"));
        if (has(mapping, field) && !isOverridden) {
            add(Kind.FILE_PATH, position + field);
        }
    }

    private static boolean isLoopback(String url) {
        try {
            String host = new URI(url).getHost();
            String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
            return lower.equals("localhost") || lower.startsWith("127.") || lower.equals("[::1]");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean has(Mapping mapping, String field) {
        return mapping.entries().get(field) instanceof Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isEmpty();
    }

    private static boolean isNull(@Nullable InputNode node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    private String position(String list, @Nullable String name) {
        if (root.entries().get(list) instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                if (name != null && name.equals(nameOf(sequence.items().get(i)))) {
                    return list + "[" + i + "]";
                }
            }
        }
        return list;
    }

    private @Nullable String firstName(String list) {
        return root.entries().get(list) instanceof Sequence sequence
                        && !sequence.items().isEmpty()
                ? nameOf(sequence.items().get(0))
                : null;
    }

    private static @Nullable String nameOf(InputNode entry) {
        return entry instanceof Mapping mapping
                        && mapping.entries().get("name") instanceof Scalar name
                        && !name.isNull()
                ? name.text()
                : null;
    }

    private void add(Kind kind, String field) {
        problems.add(new KubeconfigProblem(kind, field));
    }

    List<KubeconfigProblem> problems() {
        return List.copyOf(problems);
    }
}
