package io.nautes.cluster.core.catalog;

import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parameter of a component in the catalog. Requests set it in the component's {@code additions}. Immutable. */
public final class ComponentProperty {
    private static final String CLUSTER = "{cluster}";
    private static final String PRIMARY_DOMAIN = "{primary_domain}";

    private final String name;
    private final PropertyType type;
    private final boolean required;
    private final @Nullable ValuePattern pattern;
    private final @Nullable String defaultValue;

    private ComponentProperty(
            String name,
            PropertyType type,
            boolean required,
            @Nullable ValuePattern pattern,
            @Nullable String defaultValue) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.required = required;
        this.pattern = pattern;
        this.defaultValue = defaultValue;
    }

    /**
     * Creates an optional property that accepts any value of its type.
     *
     * @param name its name, such as {@code httpNodePort}
     * @param type the type of its values
     * @return the property
     */
    public static ComponentProperty of(String name, PropertyType type) {
        return new ComponentProperty(name, type, false, null, null);
    }

    /**
     * Returns a copy that must have a value.
     *
     * @return a copy
     */
    public ComponentProperty asRequired() {
        return new ComponentProperty(name, type, true, pattern, defaultValue);
    }

    /**
     * Returns a copy with a pattern that must be found in its values.
     *
     * @param regex a regular expression; it may match anywhere in the value unless it is anchored by {@code ^} and
     *     {@code $}
     * @return a copy
     * @throws IllegalArgumentException if the expression does not compile
     */
    public ComponentProperty matching(String regex) {
        return new ComponentProperty(name, type, required, ValuePattern.compile(regex), defaultValue);
    }

    /**
     * Returns a copy with a default.
     *
     * @param value the value; <code>{cluster}</code> and <code>{primary_domain}</code> in it are replaced
     * @return a copy
     */
    public ComponentProperty withDefault(String value) {
        return new ComponentProperty(name, type, required, pattern, Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns the name.
     *
     * @return such as {@code httpNodePort}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the type of the values.
     *
     * @return the type
     */
    public PropertyType type() {
        return type;
    }

    /**
     * Returns whether a value is required.
     *
     * @return {@code true} if it is
     */
    public boolean isRequired() {
        return required;
    }

    /**
     * Returns the pattern that must be found in values.
     *
     * @return the regular expression, or empty for any value
     */
    public Optional<String> pattern() {
        return Optional.ofNullable(pattern).map(ValuePattern::regex);
    }

    /**
     * Returns the default with its placeholders.
     *
     * @return the default, or empty if the property has no default
     */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * Returns whether the default depends on the cluster's name or primary domain.
     *
     * @return {@code false} if it is the same in every cluster, or if the parameter has no default
     */
    public boolean isDerived() {
        return defaultValue != null && defaultValue.indexOf('{') >= 0;
    }

    /**
     * Returns the default for one cluster.
     *
     * @param cluster the cluster's name
     * @param primaryDomain the cluster's primary domain; {@code null} if it has none
     * @return the default; {@code null} if the property has no default, or if the default requires a domain and {@code
     *     primaryDomain} is {@code null}
     */
    @Nullable
    String defaultFor(String cluster, @Nullable String primaryDomain) {
        if (defaultValue == null || !isDerived()) {
            return defaultValue;
        }
        if (primaryDomain == null && defaultValue.contains(PRIMARY_DOMAIN)) {
            return null;
        }
        String domain = primaryDomain == null ? "" : primaryDomain;
        return defaultValue.replace(CLUSTER, cluster).replace(PRIMARY_DOMAIN, domain);
    }

    /**
     * Returns whether a value has the type and matches the pattern.
     *
     * @param value the value
     * @return {@code false} if it is not valid
     */
    public boolean accepts(String value) {
        return (type == PropertyType.STRING || Syntax.isDigits(value)) && (pattern == null || pattern.isFoundIn(value));
    }
}
