package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The API server's reply to a save or a delete.
 *
 * @param message the server's words; possibly empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiMessage(@JsonProperty("message") String message) {}
