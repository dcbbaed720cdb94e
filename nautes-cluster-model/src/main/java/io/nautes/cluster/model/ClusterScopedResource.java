package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nautes.cluster.model.constraint.NoWhiteSpace;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A type of cluster-scoped Kubernetes resources that a product may deploy.
 *
 * @param kind the kind, such as {@code ClusterRole}
 * @param group the API group, such as {@code rbac.authorization.k8s.io}; Nautes 0.4 cannot name the core group
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterScopedResource(
        @NotBlank(message = "{cluster_resource_kind_empty}")
        @NoWhiteSpace(message = "{cluster_resource_white_space}")
        @Nullable
        String kind,

        @NotBlank(message = "{cluster_resource_group_empty}")
        @NoWhiteSpace(message = "{cluster_resource_white_space}")
        @Nullable
        String group) {}
