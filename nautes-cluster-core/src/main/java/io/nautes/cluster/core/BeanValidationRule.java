package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.Kubeconfig;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the constraints of Bean Validation into the report: those that the model's records carry, and those that a
 * program maps onto them by itself. The standard rules check all of the former already, and far faster, so this rule is
 * for the latter. Violations of what a standard rule reports too appear twice.
 *
 * <pre>{@code
 * RuleSet rules = RuleSet.standard().with(new BeanValidationRule(validatorFactory.getValidator()));
 * }</pre>
 */
public final class BeanValidationRule implements ClusterRule {
    /** Code of the findings. */
    public static final String CODE = "bean_validation";

    private static final String HINT = "give a value that meets the constraint";

    private final Validator validator;

    /**
     * A rule.
     *
     * @param validator any provider's validator; it must be safe for use by several threads, as the specification asks
     */
    public BeanValidationRule(Validator validator) {
        this.validator = Objects.requireNonNull(validator, "validator");
    }

    @Override
    public String name() {
        return CODE;
    }

    @Override
    public void check(RuleContext context) {
        for (ConstraintViolation<ClusterRequest> violation : validator.validate(context.request())) {
            context.report(new Finding(
                    CODE,
                    Severity.ERROR,
                    pointer(violation.getPropertyPath()),
                    shown(violation.getInvalidValue()),
                    FindingText.of(violation.getMessage(), HINT)));
        }
    }

    private static @Nullable String shown(@Nullable Object value) {
        return value == null || value instanceof Kubeconfig ? null : Texts.shown(value.toString());
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                Object key = node.getKey();
                String name = key instanceof ComponentCategory category ? category.wireName() : key.toString();
                pointer.append(JsonPointers.child("", name));
            }
            if (node.getIndex() != null) {
                pointer.append(JsonPointers.child("", node.getIndex()));
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/').append(snakeCase(name));
            }
        }
        return pointer.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
