package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a Nautes deployment that templates read, in the format of the ConfigMap {@code nautes-configs}. The
 * values include secrets, which are not shown in messages or by {@link #toString}.
 */
public final class Settings {
    private static final String DEFAULT_KEY_TYPE = "ecdsa";

    private final List<String> problems = new ArrayList<>();
    private final Mapping root;

    final String tenantName;
    final String namespace;
    final String issuer;
    final String clientId;
    final String clientSecret;
    final String vaultAddress;
    final String vaultCertificates;
    final String gitAddress;
    final String gitType;
    final String deployKeyType;

    private Settings(Mapping root) {
        this.root = root;
        this.tenantName = required("nautes", "tenantName");
        this.namespace = optional(ClusterResource.DEFAULT_NAMESPACE, "nautes", "namespace");
        this.issuer = required("OAuth", "issuer");
        this.clientId = required("OAuth", "clientID");
        this.clientSecret = required("OAuth", "clientSecret");
        this.vaultAddress = optional("", "secret", "vault", "addr");
        this.vaultCertificates = optional("", "secret", "vault", "CABundle");
        this.gitAddress = required("git", "addr");
        this.gitType = required("git", "gitType");
        this.deployKeyType = optional(DEFAULT_KEY_TYPE, "git", "defaultDeployKeyType");
    }

    /**
     * Reads settings.
     *
     * @param yaml the text
     * @throws IllegalArgumentException if the text is not YAML or a required property is missing; the message lists all
     *     problems, but no values
     */
    public static Settings read(String yaml) {
        try {
            if (YamlInput.parse(yaml) instanceof Mapping mapping) {
                Settings settings = new Settings(mapping);
                if (settings.problems.isEmpty()) {
                    return settings;
                }
                throw new IllegalArgumentException("settings: " + String.join("; ", settings.problems));
            }
        } catch (MalformedDocumentException e) {
            throw new IllegalArgumentException("settings: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("settings: must be an object with nautes, OAuth, git and secret");
    }

    private String required(String... path) {
        String value = text(path);
        if (value == null) {
            problems.add(String.join(".", path) + " is missing");
        }
        return value == null ? "" : value;
    }

    private String optional(String otherwise, String... path) {
        String value = text(path);
        return value == null ? otherwise : value;
    }

    private @Nullable String text(String... path) {
        InputNode node = root;
        for (String step : path) {
            node = node instanceof Mapping mapping ? mapping.entries().get(step) : null;
        }
        if (node == null || (node instanceof Scalar scalar && scalar.isNull())) {
            return null;
        }
        if (node instanceof Scalar scalar) {
            return scalar.text().isEmpty() ? null : scalar.text();
        }
        problems.add(
                String.join(".", path) + " in line " + node.line() + " is " + node.description() + ", not a string");
        return "";
    }

    @Override
    public String toString() {
        return "settings of tenant " + tenantName;
    }
}
