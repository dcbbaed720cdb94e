package io.nautes.cluster.model;

import org.jspecify.annotations.Nullable;

/**
 * A mismatch between a user's document and the form of a request. The rest of the document was read.
 *
 * @param kind the kind of mismatch
 * @param pointer JSON pointer (RFC 6901) to the location, in the API's field names
 * @param received the received value, never a secret
 * @param expected for {@link Kind#WRONG_TYPE} the type of the field, for {@link Kind#UNKNOWN_FIELD} the nearest known
 *     name, for {@link Kind#MOVED_FIELD} the field to which the value belongs; {@code null} if not applicable
 */
public record InputProblem(
        Kind kind,
        String pointer,
        String received,
        @Nullable String expected) {
    /** The kinds of mismatches. */
    public enum Kind {
        /** An unknown field, which the API server would drop silently. */
        UNKNOWN_FIELD,
        /** A value that does not have the type of its field; it was omitted. */
        WRONG_TYPE,
        /**
         * A field of the manifests of an older version of Nautes; its value was used for the field that replaces it.
         */
        MOVED_FIELD,
        /** JSON with comments, trailing commas or unquoted values. It was read, but other programs refuse it. */
        RELAXED_JSON
    }
}
