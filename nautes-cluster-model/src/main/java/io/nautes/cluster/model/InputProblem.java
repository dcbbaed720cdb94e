package io.nautes.cluster.model;

import org.jspecify.annotations.Nullable;

/**
 * Something in a user's document that does not fit the form of a request. The rest of the document was read.
 *
 * @param kind what does not fit
 * @param pointer JSON pointer (RFC 6901) to the place, in the API's names
 * @param received what stands there, never a secret
 * @param expected for {@link Kind#WRONG_TYPE} the type of the field, for {@link Kind#UNKNOWN_FIELD} the nearest known
 *     name, for {@link Kind#MOVED_FIELD} where the value belongs; {@code null} if there is none
 */
public record InputProblem(
        Kind kind,
        String pointer,
        String received,
        @Nullable String expected) {
    /** What does not fit. */
    public enum Kind {
        /** A field that requests do not have; the API server drops it silently. */
        UNKNOWN_FIELD,
        /** A value of another type than the field has; it was left out. */
        WRONG_TYPE,
        /** A field of manifests of an older Nautes; its value was taken for the field that it is now. */
        MOVED_FIELD,
        /** JSON with comments, trailing commas or unquoted values. It was read, but other programs refuse it. */
        RELAXED_JSON
    }
}
