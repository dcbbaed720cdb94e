package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nautes.cluster.model.constraint.Label;
import io.nautes.cluster.model.internal.json.FreeText;
import jakarta.validation.constraints.NotEmpty;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product that provides a {@link ComponentCategory} in a cluster. In a request each part may be left out; the
 * catalog's defaults fill what is missing.
 *
 * @param name the product, such as {@code traefik}; {@code null} means the category's default
 * @param namespace the namespace it is installed in; {@code null} means the product's default
 * @param additions the product's own parameters, in the order given; never {@code null}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Component(
        @Nullable String name,

        @Label(message = "{component_namespace_not_a_label}") @Nullable
        String namespace,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @FreeText
        Map<@NotEmpty(message = "{addition_key_empty}") String, String> additions) {
    /** Copies the additions. */
    public Component {
        additions = Immutable.map(additions, "additions");
    }

    /**
     * Returns a component by name, in its default namespace.
     *
     * @param name the product
     * @return the component
     */
    public static Component named(String name) {
        return new Component(name, null, Map.of());
    }

    /**
     * Returns a component by name and namespace.
     *
     * @param name the product
     * @param namespace the namespace it is installed in
     * @return the component
     */
    public static Component of(String name, String namespace) {
        return new Component(name, namespace, Map.of());
    }

    /**
     * Returns a copy with an additional parameter.
     *
     * @param key the parameter's name
     * @param value its value
     * @return a copy
     */
    public Component withAddition(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(additions);
        more.put(key, value);
        return new Component(name, namespace, more);
    }
}
