package io.nautes.cluster.core.internal.constraints;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.internal.finding.ConstraintText;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.constraint.ConstraintSeverity;
import io.nautes.cluster.model.constraint.OpenValue;
import io.nautes.cluster.model.constraint.Present;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotEmpty;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The violated constraints of one request, as findings by JSON pointer. */
public final class FieldViolations {
    static final FieldViolations NONE = new FieldViolations(Map.of());

    /** The code of a finding whose constraint has a message instead of a message key. */
    private static final String ADDED_CODE = "constraint_violated";

    private static final String HINT = "use a value that meets the constraint";

    private final Map<String, List<Finding>> byPointer;

    private FieldViolations(Map<String, List<Finding>> byPointer) {
        this.byPointer = byPointer;
    }

    static FieldViolations of(Set<ConstraintViolation<ClusterRequest>> violations) {
        Map<String, List<Finding>> byPointer = new TreeMap<>();
        for (ConstraintViolation<ClusterRequest> violation : violations) {
            Finding finding = finding(violation);
            byPointer
                    .computeIfAbsent(finding.pointer(), pointer -> new ArrayList<>(1))
                    .add(finding);
        }
        return new FieldViolations(byPointer);
    }

    public boolean isEmpty() {
        return byPointer.isEmpty();
    }

    /** Returns the findings at a pointer whose codes belong to the standard rules. */
    public List<Finding> at(String pointer) {
        return byPointer.getOrDefault(pointer, List.of()).stream()
                .filter(FieldViolations::isStandard)
                .toList();
    }

    /** Returns the findings below a pointer whose codes belong to the standard rules. */
    public List<Finding> below(String pointer) {
        return all(finding -> isStandard(finding) && finding.pointer().startsWith(pointer + "/"));
    }

    /** Returns the findings of constraints that a program added. */
    public List<Finding> added() {
        return all(finding -> !isStandard(finding));
    }

    private List<Finding> all(Predicate<Finding> condition) {
        return byPointer.values().stream()
                .flatMap(List::stream)
                .filter(condition)
                .toList();
    }

    private static boolean isStandard(Finding finding) {
        return finding.text() instanceof ConstraintText;
    }

    private static Finding finding(ConstraintViolation<ClusterRequest> violation) {
        String pointer = pointer(violation.getPropertyPath());
        String received = received(violation);
        String code = code(violation.getMessageTemplate());
        String value = received == null ? null : Texts.shown(received);
        Severity severity = violation.getConstraintDescriptor().getPayload().contains(ConstraintSeverity.Warning.class)
                ? Severity.WARNING
                : Severity.ERROR;
        if (code != null && ConstraintText.isKnown(code)) {
            return new Finding(code, severity, pointer, value, new ConstraintText(code, shown(code, received)));
        }
        return new Finding(
                code == null ? ADDED_CODE : code,
                severity,
                pointer,
                value,
                FindingText.of(violation.getMessage(), HINT));
    }

    /** Returns the key of a message template that is one key in braces. */
    private static @Nullable String code(String template) {
        boolean isKey = template.length() > 2
                && template.startsWith("{")
                && template.indexOf('}') == template.length() - 1
                && template.indexOf('.') < 0;
        return isKey ? template.substring(1, template.length() - 1) : null;
    }

    /** Returns the value without secrets; {@code null} if it is missing or not a text. */
    private static @Nullable String received(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        Object value = violation.getInvalidValue();
        if (constraint instanceof Present || (constraint instanceof NotEmpty && !isInContainer(violation))) {
            return null;
        }
        if (value instanceof OpenValue open) {
            return open.value();
        }
        return value instanceof String text
                ? violation.getPropertyPath().toString().equals("apiServer") ? Texts.withoutUserInfo(text) : text
                : null;
    }

    private static boolean isInContainer(ConstraintViolation<?> violation) {
        boolean isInContainer = false;
        for (Path.Node node : violation.getPropertyPath()) {
            isInContainer |= node.isInIterable();
        }
        return isInContainer;
    }

    /** Returns the received value for the text; for a malformed port, only the port. */
    private static @Nullable String shown(String code, @Nullable String received) {
        if (received != null && code.equals(FindingCode.API_SERVER_PORT_OUT_OF_RANGE.code())) {
            return ServerAddress.parse(received).port();
        }
        return received;
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                String key = node.getKey() instanceof ComponentCategory category
                        ? category.wireName()
                        : node.getKey().toString();
                // A violation by an empty key is reported at its map.
                pointer.append(key.isEmpty() ? "" : JsonPointers.child("", key));
            }
            if (node.getIndex() != null) {
                pointer.append(JsonPointers.child("", node.getIndex()));
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/');
                appendSnakeCase(pointer, name);
            }
        }
        return pointer.toString();
    }

    private static void appendSnakeCase(StringBuilder pointer, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                pointer.append('_').append(Character.toLowerCase(c));
            } else {
                pointer.append(c);
            }
        }
    }
}
