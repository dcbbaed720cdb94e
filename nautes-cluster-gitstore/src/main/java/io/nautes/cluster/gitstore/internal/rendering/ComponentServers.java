package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.gitstore.internal.gotemplate.FunctionException;
import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the servers of a cluster's components. Each method returns {@code null} if the cluster has no such
 * component, or uses a product that the templates of Nautes 0.4 do not support.
 */
final class ComponentServers {
    private static final String HOST = "host";
    private static final String HTTP_PORT = "httpNodePort";
    private static final String HTTPS_PORT = "httpsNodePort";

    private ComponentServers() {}

    static @Nullable GoStruct deployment(GoStruct data) {
        GoStruct cluster = cluster(data);
        if (component(cluster, "Deployment", "argocd") == null) {
            return null;
        }
        String host = addition(cluster, "Deployment", HOST);
        String url = "https://" + host + ":" + addition(reachedThrough(data), "Gateway", HTTPS_PORT);
        return wrapped("DeploymentServer", "Argocd", Map.of("Host", host, "URL", url));
    }

    static @Nullable GoStruct pipeline(GoStruct data) {
        GoStruct cluster = cluster(data);
        if (component(cluster, "Pipeline", "tekton") == null) {
            return null;
        }
        return wrapped("PipelineServer", "Tekton", Map.of("Hosts", addition(cluster, "Pipeline", HOST)));
    }

    static @Nullable GoStruct gateway(GoStruct data) {
        GoStruct cluster = cluster(data);
        if (component(cluster, "Gateway", "traefik") == null) {
            return null;
        }
        GoStruct entrance = reachedThrough(data);
        String port = addition(entrance, "Gateway", HTTPS_PORT);
        List<GoStruct> middlewares = new ArrayList<>();
        for (GoStruct pipeline : pipelinesBehind(data)) {
            String name = name(pipeline);
            String url = "https://" + addition(pipeline, "Pipeline", HOST) + ":" + port;
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("OAuth", GoStruct.of("OAuth", Map.of("Name", name)));
            fields.put("Errors", GoStruct.of("Errors", ordered("Name", name, "URL", url)));
            middlewares.add(GoStruct.of("Middleware", fields));
        }
        Map<String, @Nullable Object> fields =
                ordered("HttpNodePort", addition(entrance, "Gateway", HTTP_PORT), "HttpsNodePort", port);
        fields.put("Middlewares", middlewares);
        return wrapped("GatewayServer", "Traefik", fields);
    }

    static @Nullable GoStruct oauthProxy(GoStruct data) {
        GoStruct cluster = cluster(data);
        if (component(cluster, "OauthProxy", "oauth2-proxy") == null) {
            return null;
        }
        String domain = specText(cluster, "PrimaryDomain");
        String port = addition(reachedThrough(data), "Gateway", HTTPS_PORT);
        String host = "auth." + name(cluster) + "." + domain;
        List<GoStruct> ingresses = new ArrayList<>();
        for (GoStruct pipeline : pipelinesBehind(data)) {
            ingresses.add(GoStruct.of(
                    "Ingress", ordered("Name", name(pipeline), "Host", addition(pipeline, "Pipeline", HOST))));
        }
        Map<String, @Nullable Object> fields = ordered("Hosts", host, "WhitelistDomain", "." + domain + ":" + port);
        fields.put("Redirect", "https://" + host + ":" + port + "/oauth2/callback");
        fields.put("Ingresses", ingresses);
        return wrapped("OAuthProxyServer", "OAuth2Proxy", fields);
    }

    /**
     * Returns the clusters whose Tekton is reached through the gateway of this cluster: the cluster itself, or a host's
     * virtual clusters.
     */
    private static List<GoStruct> pipelinesBehind(GoStruct data) {
        GoStruct cluster = cluster(data);
        List<GoStruct> candidates = new ArrayList<>();
        if (specText(cluster, "Usage").equals("host")) {
            for (GoStruct other : TemplateFunctions.clusters(data.get("Clusters"))) {
                if (specText(other, "HostCluster").equals(name(cluster))) {
                    candidates.add(other);
                }
            }
        } else if (specText(cluster, "ClusterType").equals("physical")) {
            candidates.add(cluster);
        }
        candidates.removeIf(candidate -> component(candidate, "Pipeline", "tekton") == null);
        return candidates;
    }

    /**
     * Returns the cluster itself, or the host of a virtual cluster, because virtual clusters share the host's gateway.
     */
    private static GoStruct reachedThrough(GoStruct data) {
        return data.get("HostCluster") instanceof GoStruct host ? host : cluster(data);
    }

    private static GoStruct cluster(GoStruct data) {
        if (data.get("Cluster") instanceof GoStruct cluster) {
            return cluster;
        }
        throw new FunctionException("there is no cluster");
    }

    private static String name(GoStruct cluster) {
        return String.valueOf(cluster.get("Name"));
    }

    static String specText(GoStruct cluster, String field) {
        return String.valueOf(spec(cluster).get(field));
    }

    private static GoStruct spec(GoStruct cluster) {
        return (GoStruct) Objects.requireNonNull(cluster.get("Spec"), "every cluster has a spec");
    }

    private static @Nullable GoStruct component(GoStruct cluster, String category, @Nullable String product) {
        Object components = spec(cluster).get("ComponentsList");
        if (components instanceof GoStruct list
                && list.get(category) instanceof GoStruct component
                && (product == null || product.equals(component.get("Name")))) {
            return component;
        }
        return null;
    }

    private static String addition(GoStruct cluster, String category, String key) {
        GoStruct component = component(cluster, category, null);
        Object value = component != null && component.get("Additions") instanceof Map<?, ?> all ? all.get(key) : null;
        if (value instanceof String text) {
            return text;
        }
        throw new FunctionException(
                "cluster " + name(cluster) + " has no " + key + " among the additions of its " + category);
    }

    private static Map<String, @Nullable Object> ordered(String first, String value, String second, String other) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(first, value);
        fields.put(second, other);
        return fields;
    }

    private static GoStruct wrapped(String type, String product, Map<String, @Nullable Object> fields) {
        return GoStruct.of(type, Map.of(product, GoStruct.of(product, fields)));
    }
}
