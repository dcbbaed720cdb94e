package io.nautes.cluster.gitstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages of the module, and the dependencies between them. */
class ArchitectureTest {
    private static final String ROOT = "io.nautes.cluster.gitstore";
    private static final String INTERNAL = ROOT + ".internal.";
    private static final String API = "gitstore";

    /** The packages that each package may depend on. Names are relative to {@code internal}. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("spi", Set.of()),
            Map.entry("util", Set.of()),
            Map.entry("gotemplate", Set.of()),
            Map.entry("mirror", Set.of("util")),
            Map.entry("objects", Set.of("mirror")),
            Map.entry("transport", Set.of("mirror", "util")),
            Map.entry("snapshot", Set.of("mirror", "objects", "util")),
            Map.entry("rendering", Set.of("gotemplate", "mirror", "spi", "transport", "util")),
            Map.entry("branch", Set.of("mirror", "snapshot", "transport", "util")),
            Map.entry("commit", Set.of("branch", "mirror", "objects", "snapshot", "spi", "transport", "util")),
            Map.entry("history", Set.of("branch", "commit", "mirror", "objects", "snapshot", "util")),
            Map.entry(
                    API,
                    Set.of(
                            "branch",
                            "commit",
                            "history",
                            "mirror",
                            "objects",
                            "rendering",
                            "snapshot",
                            "spi",
                            "transport",
                            "util")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT)
                ? API
                : name.startsWith(INTERNAL) ? name.substring(INTERNAL.length()) : name.substring(ROOT.length() + 1);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "the packages of the Git store";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesDependOnlyOnAllowedPackages() {
        Map<String, Set<String>> forbidden = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = shortName(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target)
                        && !shortName(target).equals(from)
                        && !ALLOWED.getOrDefault(from, Set.of()).contains(shortName(target))) {
                    forbidden
                            .computeIfAbsent(from + " -> " + shortName(target), key -> new TreeSet<>())
                            .add(dependency.getDescription());
                }
            }
        }

        assertThat(forbidden).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(shortName(type)));

        assertThat(packages).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @Test
    void publicSignaturesContainNoInternalTypesAndNoJGitTypes() {
        for (JavaClass type : CLASSES) {
            boolean isApi =
                    type.getPackageName().equals(ROOT) && type.getModifiers().contains(JavaModifier.PUBLIC);
            if (isApi || type.getPackageName().equals(ROOT + ".spi")) {
                assertThat(type.getMethods())
                        .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .as(type.getName())
                        .allSatisfy(method -> assertThat(method.getAllInvolvedRawTypes())
                                .as(method.getFullName())
                                .noneMatch(shown -> shown.getPackageName().startsWith(INTERNAL)
                                        || shown.getPackageName().startsWith("org.eclipse.jgit")));
            }
        }
    }

    @Test
    void templateLanguageAndUtilitiesDoNotDependOnGit() {
        classes()
                .that()
                .resideInAnyPackage(INTERNAL + "gotemplate", INTERNAL + "util")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        INTERNAL + "gotemplate",
                        INTERNAL + "util",
                        "io.nautes.cluster.core..",
                        "io.nautes.cluster.model..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
