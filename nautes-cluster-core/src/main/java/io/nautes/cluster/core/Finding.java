package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.nautes.cluster.core.internal.text.Texts;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A problem, or a probable problem, in a request.
 *
 * <p>Its JSON form has the code, the severity, the pointer, the value, the message and the hint, in English or in the
 * language of {@link #in}.
 *
 * @param code a stable name of the kind of finding, such as {@code host_cluster_missing}
 * @param severity its severity
 * @param pointer JSON pointer (RFC 6901) to the location in the request, in the API's field names; {@code /name} for
 *     the cluster's name
 * @param value the received value; {@code null} if the value is missing or secret
 * @param text the message and the hint
 */
public record Finding(
        String code,
        Severity severity,
        String pointer,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
        @JsonIgnore FindingText text) {
    /** Checks that no required value is null. */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns this finding with its texts in one language, such as for its JSON form.
     *
     * @param locale the reader's locale; Chinese and English are supported, others get English
     * @return a copy
     */
    public Finding in(Locale locale) {
        return new Finding(code, severity, pointer, value, FindingText.of(text.message(locale), text.hint(locale)));
    }

    /**
     * Returns the description of the problem, in English unless {@link #in} has chosen another language.
     *
     * @return one sentence
     */
    @JsonProperty
    public String message() {
        return text.message(Locale.ENGLISH);
    }

    /**
     * Returns the description of the fix, in English unless {@link #in} has chosen another language.
     *
     * @return one sentence
     */
    @JsonProperty
    public String hint() {
        return text.hint(Locale.ENGLISH);
    }

    /**
     * Returns this finding with another severity.
     *
     * @param other the severity
     * @return a copy
     */
    public Finding withSeverity(Severity other) {
        return severity == other ? this : new Finding(code, other, pointer, value, text);
    }

    /**
     * Returns the finding in one line, with control characters of its pointer escaped.
     *
     * @param locale the reader's
     * @return pointer, unless it is empty, message and hint
     */
    public String toLine(Locale locale) {
        String where = pointer.isEmpty() ? "" : Texts.shown(pointer) + ": ";
        return where + text.message(locale) + "; " + text.hint(locale);
    }

    @Override
    public String toString() {
        return toLine(Locale.ENGLISH);
    }
}
