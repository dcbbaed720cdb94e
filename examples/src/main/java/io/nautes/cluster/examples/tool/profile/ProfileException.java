package io.nautes.cluster.examples.tool.profile;

import java.util.List;

/** Thrown if a profile is missing or its file cannot be used. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProfileException(String message) {
        super(message);
    }

    static ProfileException of(List<String> problems) {
        return new ProfileException(String.join("; ", problems));
    }
}
