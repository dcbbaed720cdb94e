package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the settings of a client from environment variables. */
final class ClientEnvironment {
    private static final String API_SERVER = "NAUTES_API_SERVER";
    private static final String TOKEN = "NAUTES_TOKEN";
    private static final String TOKEN_FILE = "NAUTES_TOKEN_FILE";
    private static final String CA = "NAUTES_CA";

    private final Map<String, String> variables;

    private ClientEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Returns a builder with the settings of the variables. */
    static NautesClient.Builder builder(Map<String, String> variables) {
        return new ClientEnvironment(variables).builder();
    }

    private NautesClient.Builder builder() {
        List<String> problems = new ArrayList<>();
        if (!isSet(API_SERVER)) {
            problems.add(API_SERVER + " is not set; set it to the URL of the API server");
        }
        if (isSet(TOKEN) == isSet(TOKEN_FILE)) {
            problems.add((isSet(TOKEN) ? "both " + TOKEN + " and " + TOKEN_FILE + " are set" : "no token is set")
                    + "; set either " + TOKEN + " to the access token or " + TOKEN_FILE + " to a file with it");
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
        NautesClient.Builder builder = NautesClient.builder(value(API_SERVER));
        if (isSet(TOKEN)) {
            builder.token(AccessToken.of(value(TOKEN).strip()));
        } else {
            builder.tokenSource(TokenSource.file(path(TOKEN_FILE)));
        }
        if (isSet(CA)) {
            builder.trustPem(path(CA));
        }
        return builder;
    }

    private boolean isSet(String name) {
        return !value(name).isBlank();
    }

    private String value(String name) {
        return variables.getOrDefault(name, "");
    }

    private Path path(String name) {
        try {
            return Path.of(value(name));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " is not a valid path: " + e.getReason(), e);
        }
    }
}
