package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Vcluster;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of templates: one cluster among all registered ones, and the deployment that they belong to. */
final class RenderData {
    static final String TYPE = "the data of a template (.)";
    static final String VCLUSTER = "Vcluster";

    private final Map<String, @Nullable Object> common = new LinkedHashMap<>();
    private final @Nullable GoStruct certificates;
    private final Map<String, GoStruct> clusters = new LinkedHashMap<>();
    private final Map<String, Vcluster> vclusters;

    /** Creates the data that all clusters of a change share. */
    RenderData(
            Deployment deployment,
            String tenantRepository,
            List<ClusterResource> registered,
            Map<String, Vcluster> vclusters) {
        Settings settings = deployment.settings();
        registered.forEach(cluster -> clusters.put(cluster.name(), ClusterValues.of(cluster)));
        this.vclusters = vclusters;
        this.certificates = deployment.certificates() == null
                ? null
                : struct(
                        "Cert",
                        "Default",
                        deployment.certificates().standard(),
                        "Gitlab",
                        deployment.certificates().gitlab());
        common.put("Clusters", List.copyOf(clusters.values()));
        common.put("Repo", GoStruct.of("Repo", Map.of("TenantRepoURL", tenantRepository)));
        common.put(
                "NautesConfigs",
                struct("NautesConfigs", "TenantName", settings.tenantName, "Namespace", settings.namespace));
        common.put(
                "OauthConfigs",
                struct(
                        "OauthConfigs",
                        "Issuer",
                        settings.issuer,
                        "ClientID",
                        settings.clientId,
                        "ClientSecret",
                        settings.clientSecret));
        common.put(
                "SecretConfigs",
                GoStruct.of(
                        "SecretConfigs",
                        Map.of(
                                "Vault",
                                struct(
                                        "Vault",
                                        "Addr",
                                        settings.vaultAddress,
                                        "CABundle",
                                        settings.vaultCertificates))));
        common.put(
                "GitConfigs",
                struct(
                        "GitConfigs",
                        "Addr",
                        settings.gitAddress,
                        "GitType",
                        settings.gitType,
                        "DefaultDeployKeyType",
                        settings.deployKeyType));
    }

    private static GoStruct struct(String type, String... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return GoStruct.of(type, fields);
    }

    /** Returns the data for a cluster. The templates of a deleted cluster get no certificates. */
    GoStruct of(ClusterResource cluster, boolean deleted) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        GoStruct known = clusters.get(cluster.name());
        fields.put("Cluster", deleted || known == null ? ClusterValues.of(cluster) : known);
        boolean virtual = ClusterType.VIRTUAL.equals(cluster.spec().clusterType());
        fields.put(
                "HostCluster",
                virtual ? clusters.get(String.valueOf(cluster.spec().hostCluster())) : null);
        fields.put("Vcluster", virtual ? vcluster(cluster) : null);
        fields.put("Cert", deleted ? null : certificates);
        fields.putAll(common);
        return GoStruct.of(TYPE, fields);
    }

    private GoStruct vcluster(ClusterResource cluster) {
        Vcluster requested = vclusters.get(cluster.name());
        String port = requested == null ? null : requested.httpsNodePort();
        return struct(
                VCLUSTER,
                "Name",
                cluster.name(),
                "HttpsNodePort",
                port == null || port.isEmpty() ? portOf(cluster) : port);
    }

    private static String portOf(ClusterResource cluster) {
        String apiServer = cluster.spec().apiServer();
        try {
            int port = new URI(apiServer).getPort();
            if (port > 0) {
                return Integer.toString(port);
            }
        } catch (URISyntaxException e) {
            throw noPort(cluster, e);
        }
        throw noPort(cluster, null);
    }

    private static RegistryException noPort(ClusterResource cluster, @Nullable Exception cause) {
        return new RegistryException(
                FailureCode.INVALID,
                "cluster " + cluster.name() + ": its node port is unknown: neither vcluster.https_node_port nor the"
                        + " api_server contains one; set one of them",
                cause);
    }
}
