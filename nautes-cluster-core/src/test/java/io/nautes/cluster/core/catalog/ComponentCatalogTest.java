package io.nautes.cluster.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentCatalogTest {
    @ParameterizedTest
    @EnumSource
    void everyCategoryOfTheStandardCatalogHasOneDefault(ComponentCategory category) {
        assertThat(ComponentCatalog.standard().components(category))
                .filteredOn(CatalogComponent::isDefault)
                .containsExactly(ComponentCatalog.standard().defaultOf(category).orElseThrow());
    }

    @Test
    void allBrokenInvariantsAreReported() {
        ComponentCatalog.Builder broken = ComponentCatalog.builder()
                .component(CatalogComponent.of("a", "ns", ComponentCategory.GATEWAY))
                .component(CatalogComponent.of("b", "Not A Label", ComponentCategory.PIPELINE)
                        .asDefault())
                .component(CatalogComponent.of("c", "ns", ComponentCategory.PIPELINE)
                        .asDefault())
                .component(CatalogComponent.of("c", "ns", ComponentCategory.PIPELINE))
                .needs(ClusterCategory.HOST, Set.of(ComponentCategory.DEPLOYMENT));

        assertThatThrownBy(broken::build)
                .isInstanceOfSatisfying(
                        InvalidCatalogException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "component c is listed twice; names must be unique",
                                        "component b: namespace \"Not A Label\" is not an RFC 1123 label",
                                        "category gateway has no default; make one of its components it",
                                        "category pipeline has more than one default: b, c",
                                        "a host needs category deployment, which has no component"));
    }

    private static final CatalogComponent KONG = CatalogComponent.of("kong", "kong", ComponentCategory.GATEWAY);

    @Test
    void newDefaultReplacesTheFormerOne() {
        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(KONG)
                .defaultComponent("kong")
                .build();

        assertThat(catalog.defaultOf(ComponentCategory.GATEWAY))
                .map(CatalogComponent::name)
                .contains("kong");
        assertThat(catalog.components(ComponentCategory.GATEWAY))
                .filteredOn(CatalogComponent::isDefault)
                .hasSize(1);
        assertThat(catalog.defaultOf(ComponentCategory.PIPELINE))
                .isEqualTo(ComponentCatalog.standard().defaultOf(ComponentCategory.PIPELINE));
    }

    @Test
    void replacedComponentKeepsItsPosition() {
        CatalogComponent moved = CatalogComponent.of("traefik", "edge", ComponentCategory.GATEWAY)
                .asDefault();

        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .replace(moved)
                .replace(KONG)
                .build();

        assertThat(catalog.component("traefik")).contains(moved);
        assertThat(catalog.components(ComponentCategory.GATEWAY)).containsExactly(moved, KONG);
        assertThat(catalog.components().indexOf(moved))
                .isEqualTo(ComponentCatalog.standard()
                        .components()
                        .indexOf(
                                ComponentCatalog.standard().component("traefik").orElseThrow()));
    }

    @Test
    void componentCanBeRemovedIfTheInvariantsHold() {
        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(KONG)
                .defaultComponent("kong")
                .remove("traefik")
                .build();

        assertThat(catalog.components(ComponentCategory.GATEWAY))
                .extracting(CatalogComponent::name)
                .containsExactly("kong");
        assertThatThrownBy(ComponentCatalog.standard().toBuilder().remove("traefik")::build)
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining("gateway");
    }

    @Test
    void missingComponentsAreReportedByTheBuilder() {
        ComponentCatalog.Builder builder = ComponentCatalog.standard().toBuilder();

        assertThatThrownBy(() -> builder.remove("kong"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kong")
                .hasMessageContaining("traefik");
        assertThatThrownBy(() -> builder.defaultComponent("kong"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kong");
        assertThatThrownBy(() -> builder.replace(CatalogComponent.of("traefik", "traefik", ComponentCategory.PIPELINE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway")
                .hasMessageContaining("pipeline");
    }

    @Test
    void patternThatDoesNotCompileIsRefused() {
        assertThatThrownBy(() -> ComponentProperty.of("a", PropertyType.STRING).matching("(["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("([");
    }

    @Test
    void unanchoredPatternMatchesAnywhere() {
        assertThat(ComponentProperty.of("a", PropertyType.STRING)
                        .matching("[0-9]+")
                        .accepts("x1y"))
                .isTrue();
        assertThat(ComponentProperty.of("a", PropertyType.STRING)
                        .matching("^[0-9]+$")
                        .accepts("x1y"))
                .isFalse();
        assertThat(ComponentProperty.of("a", PropertyType.STRING)
                        .matching("(?P<n>b)")
                        .accepts("abc"))
                .isTrue();
        assertThat(ComponentProperty.of("a", PropertyType.NUMBER).accepts("x")).isFalse();
    }

    @Test
    void exponentialPatternEndsImmediately() {
        ComponentProperty property =
                ComponentProperty.of("a", PropertyType.STRING).matching("(a+)+$");

        assertThat(property.accepts("a".repeat(1000) + "!")).isFalse();
        assertThat(property.accepts("a".repeat(1000))).isTrue();
        assertThat(property.accepts("a".repeat(2000))).isFalse();
        assertThat(ComponentProperty.of("a", PropertyType.STRING)
                        .matching("^(x|y|xx)*z$")
                        .accepts("xy".repeat(500)))
                .isFalse();
    }
}
