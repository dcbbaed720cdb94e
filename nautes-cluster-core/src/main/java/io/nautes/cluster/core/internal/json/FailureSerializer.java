package io.nautes.cluster.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;

/** Writes a failure without its stack trace and causes; that of a refused request with its findings. */
public final class FailureSerializer extends JsonSerializer<RegistryException> {
    @Override
    public void serialize(RegistryException failure, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("code", failure.code().name());
        json.writeStringField("message", failure.getMessage());
        json.writeBooleanField("retryable", failure.isRetryable());
        if (failure instanceof InvalidClusterException invalid) {
            provider.defaultSerializeField("findings", invalid.report().findings(), json);
        }
        json.writeEndObject();
    }
}
