package io.nautes.cluster.kubeconfig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of Vault's HTTP API. The parser's messages are dropped because they quote malformed JSON. */
final class VaultJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** Vault keeps ten versions of a secret unless it is configured to keep more. */
    private static final int MAX_VERSIONS = 1_000;

    private VaultJson() {}

    /** A part of a document that a field holds. */
    private interface Field {
        void read(String name, JsonParser json) throws IOException;
    }

    /**
     * The result of a login.
     *
     * @param token the token
     * @param leaseSeconds how long it is valid; 0 if it does not expire
     * @param renewable whether the lease can be extended
     */
    record Login(String token, long leaseSeconds, boolean renewable) {
        /** Returns the lease without the token. */
        @Override
        public String toString() {
            return "Login[lease of " + leaseSeconds + " s]";
        }
    }

    /** Returns the list of errors; no value if the body is not of the form that Vault's failures have. */
    static Optional<List<String>> errors(byte[] body) {
        List<String> errors = new ArrayList<>();
        boolean[] known = new boolean[1];
        boolean read = read(body, (name, json) -> {
            known[0] |= name.equals("errors") || name.equals("data");
            if (name.equals("errors") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        errors.add(json.getText());
                    }
                    json.skipChildren();
                }
            }
            json.skipChildren();
        });
        return read && known[0] ? Optional.of(errors) : Optional.empty();
    }

    /**
     * Returns the secret in the reply to a read; no value if the reply is not that of a KV version 2 secrets engine.
     */
    static Optional<VaultSecret> secret(byte[] body, String key) {
        SecretReader reader = new SecretReader(key);
        return read(body, reader::readTop) && reader.version >= 0
                ? Optional.of(new VaultSecret(reader.version, reader.value, reader.previous, reader.others))
                : Optional.empty();
    }

    private static final class SecretReader {
        private final String key;
        private final Map<String, String> others = new LinkedHashMap<>();
        private @Nullable String value;
        private @Nullable String previous;
        private int version = -1;

        SecretReader(String key) {
            this.key = key;
        }

        void readTop(String name, JsonParser json) throws IOException {
            readObject(json, name.equals("data"), this::readData);
        }

        private void readData(String name, JsonParser json) throws IOException {
            if (name.equals("data")) {
                readObject(json, true, this::readEntry);
            } else {
                readObject(json, name.equals("metadata"), this::readMetadata);
            }
        }

        private void readMetadata(String name, JsonParser json) throws IOException {
            if (name.equals("version") && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                version = json.getIntValue();
            }
            json.skipChildren();
        }

        private void readEntry(String name, JsonParser json) throws IOException {
            if (name.equals(key) || name.equals(key + VaultSecret.PREVIOUS)) {
                String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
                json.skipChildren();
                if (name.equals(key)) {
                    value = text;
                } else {
                    previous = text;
                }
                return;
            }
            StringWriter copy = new StringWriter();
            try (JsonGenerator out = JSON.createGenerator(copy)) {
                out.copyCurrentStructureExact(json);
            }
            others.put(name, copy.toString());
        }
    }

    /** Returns the token in the reply to a login. */
    static Optional<Login> login(byte[] body) {
        String[] token = new String[1];
        long[] lease = new long[1];
        boolean[] renewable = new boolean[1];
        boolean read = read(
                body,
                (name, json) -> readObject(json, name.equals("auth"), (field, auth) -> {
                    if (field.equals("client_token") && auth.currentToken() == JsonToken.VALUE_STRING) {
                        token[0] = auth.getText();
                    } else if (field.equals("lease_duration") && auth.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                        lease[0] = auth.getLongValue();
                    } else if (field.equals("renewable")) {
                        renewable[0] = auth.currentToken() == JsonToken.VALUE_TRUE;
                    }
                    auth.skipChildren();
                }));
        return read && token[0] != null ? Optional.of(new Login(token[0], lease[0], renewable[0])) : Optional.empty();
    }

    /** Returns the secret ID in the reply to an unwrapping. */
    static Optional<String> secretId(byte[] body) {
        String[] secretId = new String[1];
        boolean read = read(
                body,
                (name, json) -> readObject(json, name.equals("data"), (field, data) -> {
                    if (field.equals("secret_id") && data.currentToken() == JsonToken.VALUE_STRING) {
                        secretId[0] = data.getText();
                    }
                    data.skipChildren();
                }));
        return read ? Optional.ofNullable(secretId[0]) : Optional.empty();
    }

    /** Returns the body that replaces a secret, if it is still at the same version. */
    static byte[] write(VaultSecret secret, String key) {
        return write(json -> {
            json.writeObjectFieldStart("options");
            json.writeNumberField("cas", secret.version());
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> other : secret.others().entrySet()) {
                json.writeFieldName(other.getKey());
                json.writeRawValue(other.getValue());
            }
            if (secret.value() != null) {
                json.writeStringField(key, secret.value());
            }
            if (secret.previous() != null) {
                json.writeStringField(key + VaultSecret.PREVIOUS, secret.previous());
            }
            json.writeEndObject();
        });
    }

    /** Returns the body that destroys the content of versions up to a last one. */
    static byte[] destroy(int last) {
        return write(json -> {
            json.writeArrayFieldStart("versions");
            for (int version = Math.max(1, last - MAX_VERSIONS + 1); version <= last; version++) {
                json.writeNumber(version);
            }
            json.writeEndArray();
        });
    }

    /** Returns the body of a login with an AppRole. */
    static byte[] appRole(String roleId, @Nullable String secretId) {
        return write(json -> {
            json.writeStringField("role_id", roleId);
            if (secretId != null) {
                json.writeStringField("secret_id", secretId);
            }
        });
    }

    /** Returns the body of a login with a JWT. */
    static byte[] jwt(String role, String jwt) {
        return write(json -> {
            json.writeStringField("role", role);
            json.writeStringField("jwt", jwt);
        });
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads an object's fields one by one; each must be read to its end. */
    private static boolean read(byte[] body, Field field) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            readObject(json, true, field);
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void readObject(JsonParser json, boolean wanted, Field field) throws IOException {
        if (!wanted || json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name, json);
        }
    }
}
