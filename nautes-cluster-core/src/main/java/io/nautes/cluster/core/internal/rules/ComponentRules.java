package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentProperty;
import io.nautes.cluster.core.catalog.PropertyType;
import io.nautes.cluster.core.internal.finding.BundleText.Fragment;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules for the chosen components: their categories apply, they are in the catalog, and their additions are valid. */
final class ComponentRules {
    static final String POINTER = "/components_list";
    private static final String SYNC_RESOURCE_TYPES = "syncResourceTypes";

    private ComponentRules() {}

    static void check(EvaluationContext context) {
        for (Map.Entry<ComponentCategory, Component> entry :
                context.completed().componentsList().entrySet()) {
            ComponentCategory category = entry.getKey();
            if (context.request().componentsList().containsKey(category) && !checkApplies(context, category)) {
                continue;
            }
            checkComponent(context, category, entry.getValue());
        }
    }

    private static boolean checkApplies(EvaluationContext context, ComponentCategory category) {
        if (!category.isChosenByUser()) {
            context.report(
                    FindingCode.COMPONENT_CATEGORY_PLATFORM_MANAGED,
                    pointer(category),
                    category.wireName(),
                    category.wireName());
            return false;
        }
        ClusterCategory cluster = context.completion().category();
        if (cluster == null || context.catalog().componentsOf(cluster).contains(category)) {
            return true;
        }
        String applicable = context.catalog().componentsOf(cluster).stream()
                .filter(ComponentCategory::isChosenByUser)
                .map(ComponentCategory::wireName)
                .collect(Collectors.joining(", "));
        context.report(
                FindingCode.COMPONENT_CATEGORY_NOT_APPLICABLE,
                pointer(category),
                category.wireName(),
                category.wireName(),
                CategoryRules.description(cluster),
                applicable);
        return false;
    }

    private static void checkComponent(EvaluationContext context, ComponentCategory category, Component component) {
        CatalogComponent known = context.catalog().component(component).orElse(null);
        if (known == null || known.category() != category) {
            String given = component.name() == null ? "" : component.name();
            String choices = context.catalog().components(category).stream()
                    .map(CatalogComponent::name)
                    .collect(Collectors.joining(", "));
            context.report(
                    FindingCode.COMPONENT_UNKNOWN,
                    pointer(category) + "/name",
                    given,
                    given,
                    category.wireName(),
                    choices);
        } else {
            checkProperties(context, known, component);
        }
        checkNamespace(context, category, component);
        if (context.hasViolations(POINTER)) {
            context.reportViolations(pointer(category) + "/additions");
        }
    }

    private static void checkNamespace(EvaluationContext context, ComponentCategory category, Component component) {
        Component given = context.request().componentsList().get(category);
        String namespace = Texts.emptyAsNull(given == null ? component.namespace() : given.namespace());
        if (namespace == null || (namespace.equals(component.namespace()) && !context.hasViolations(POINTER))) {
            return;
        }
        String pointer = pointer(category) + "/namespace";
        if (!context.reportViolations(pointer) && !namespace.equals(component.namespace())) {
            context.report(
                    FindingCode.COMPONENT_NAMESPACE_IGNORED,
                    pointer,
                    namespace,
                    namespace,
                    category.wireName(),
                    component.name() == null ? "" : component.name(),
                    component.namespace() == null ? "" : component.namespace());
        }
    }

    /**
     * Checks the values that the user gave. The values of the catalog need no check: they are derived from fields that
     * are checked.
     */
    private static void checkProperties(EvaluationContext context, CatalogComponent known, Component component) {
        Component given = context.request().componentsList().get(known.category());
        for (ComponentProperty property : known.properties()) {
            String value = component.additions().get(property.name());
            if (value == null || (value.isEmpty() && property.isRequired())) {
                checkMissing(context, known, property, value);
            } else if (given != null && given.additions().containsKey(property.name())) {
                checkValue(context, known, property, value);
            }
        }
    }

    private static void checkMissing(
            EvaluationContext context, CatalogComponent known, ComponentProperty property, @Nullable String value) {
        // A derived default is missing only if there is no domain, which is reported for the domain.
        boolean followsFromDomain = value == null && property.isDerived();
        if (property.isRequired() && !followsFromDomain) {
            context.report(FindingCode.ADDITION_MISSING, pointer(known, property), null, property.name(), known.name());
        }
    }

    private static void checkValue(
            EvaluationContext context, CatalogComponent known, ComponentProperty property, String value) {
        if (!property.accepts(value)) {
            context.report(
                    FindingCode.ADDITION_MALFORMED,
                    pointer(known, property),
                    value,
                    value,
                    property.name(),
                    known.name(),
                    hint(property));
        } else if (property.name().equals(SYNC_RESOURCE_TYPES) && !isResourceTypes(value)) {
            context.report(FindingCode.SYNC_RESOURCE_TYPES_MALFORMED, pointer(known, property), value, value);
        }
    }

    private static String pointer(ComponentCategory category) {
        return JsonPointers.child(POINTER, category.wireName());
    }

    private static String pointer(CatalogComponent component, ComponentProperty property) {
        return JsonPointers.child(pointer(component.category()) + "/additions", property.name());
    }

    private static Fragment hint(ComponentProperty property) {
        return property.type() == PropertyType.NUMBER
                ? Fragment.of("write_digits")
                : Fragment.of("match_pattern", property.pattern().orElse(""));
    }

    /** Returns whether a value is {@code group/Type}, or several joined by commas. */
    private static boolean isResourceTypes(String value) {
        for (String type : value.split(",", -1)) {
            int slash = type.indexOf('/');
            if (slash <= 0
                    || slash == type.length() - 1
                    || type.indexOf('/', slash + 1) >= 0
                    || Syntax.hasWhiteSpace(type)) {
                return false;
            }
        }
        return true;
    }
}
