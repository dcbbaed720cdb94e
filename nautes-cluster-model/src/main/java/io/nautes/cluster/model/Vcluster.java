package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.nautes.cluster.model.constraint.PortNumber;
import io.nautes.cluster.model.internal.json.FreeText;
import org.jspecify.annotations.Nullable;

/**
 * What only a virtual cluster has.
 *
 * @param httpsNodePort the node port of the virtual cluster's API server on its host, in decimal digits; {@code null}
 *     means the port of {@code api_server}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Vcluster(
        @PortNumber(message = "{vcluster_port_malformed}") @FreeText @Nullable
        String httpsNodePort) {}
