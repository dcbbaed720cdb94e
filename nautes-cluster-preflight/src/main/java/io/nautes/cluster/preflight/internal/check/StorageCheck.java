package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.List;

/** Checks that a host has a storage class for the volumes of virtual clusters. */
public record StorageCheck() implements Check {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    @Override
    public String subject() {
        return "storage classes";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        for (JsonNode storage :
                KubeList.items(api, "/apis/storage.k8s.io/v1/storageclasses", "storage classes", "/api_server")) {
            if (storage.path("metadata")
                    .path("annotations")
                    .path(DEFAULT)
                    .asText()
                    .equals("true")) {
                return List.of();
            }
        }
        return List.of(PreflightCode.NO_DEFAULT_STORAGE_CLASS.finding("/api_server", null));
    }
}
