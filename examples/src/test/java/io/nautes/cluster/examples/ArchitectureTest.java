package io.nautes.cluster.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules for modules and packages and for the dependencies between them. */
class ArchitectureTest {
    private static final String ROOT = "io.nautes.cluster.";
    private static final String MODEL = ROOT + "model..";
    private static final String CORE = ROOT + "core..";
    private static final String CLIENT = ROOT + "client..";
    private static final String GITSTORE = ROOT + "gitstore..";
    private static final String KUBECONFIG = ROOT + "kubeconfig..";
    private static final String PREFLIGHT = ROOT + "preflight..";
    private static final String SERVER = ROOT + "server..";
    private static final String TESTKIT = ROOT + "testkit..";
    private static final String EXAMPLES = ROOT + "examples..";
    private static final String[] LIBRARY = {MODEL, CORE, CLIENT, GITSTORE, KUBECONFIG, PREFLIGHT, SERVER, TESTKIT};

    /** A class in backquotes, optionally with its package or a method, or in a node of a diagram. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:`(?:[a-z]+\\.)*|\\w\\[|\\w\\(\\[| or )([A-Z][a-z]\\w+)(?:\\.\\w+)?(?=`|]| or )");

    private static final List<String> FREE_OF_CYCLES = List.of(
            ROOT + "model",
            ROOT + "core",
            ROOT + "client",
            ROOT + "gitstore",
            ROOT + "kubeconfig",
            ROOT + "preflight",
            ROOT + "server",
            ROOT + "testkit");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.nautes.cluster");

    @Test
    void everyModuleIsImported() {
        for (String module : new String[] {
            "model", "core", "client", "gitstore", "kubeconfig", "preflight", "server", "testkit", "examples"
        }) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                    .as(module)
                    .anyMatch(name -> name.startsWith(ROOT + module));
        }
    }

    @Test
    void modulesDependInOneDirection() {
        forbid(MODEL, CORE, CLIENT, GITSTORE, KUBECONFIG, PREFLIGHT, SERVER, TESTKIT, EXAMPLES);
        forbid(CORE, CLIENT, GITSTORE, KUBECONFIG, PREFLIGHT, SERVER, TESTKIT, EXAMPLES);
        forbid(CLIENT, GITSTORE, KUBECONFIG, PREFLIGHT, SERVER, TESTKIT, EXAMPLES);
        forbid(GITSTORE, CLIENT, KUBECONFIG, PREFLIGHT, SERVER, TESTKIT, EXAMPLES);
        forbid(KUBECONFIG, CLIENT, GITSTORE, PREFLIGHT, SERVER, TESTKIT, EXAMPLES);
        forbid(PREFLIGHT, CLIENT, GITSTORE, KUBECONFIG, SERVER, TESTKIT, EXAMPLES);
        forbid(SERVER, CLIENT, GITSTORE, KUBECONFIG, PREFLIGHT, TESTKIT, EXAMPLES);
        forbid(TESTKIT, GITSTORE, KUBECONFIG, PREFLIGHT, EXAMPLES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return FREE_OF_CYCLES.stream().anyMatch(name::startsWith)
                                ? SliceIdentifier.of(name)
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    private static void forbid(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(CLASSES);
    }

    @Test
    void coreDoesNoInputAndOutput() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.io..", "java.net..", "java.nio..", "javax.net..")
                        .and(not(name("java.net.URI"))))
                .orShould()
                .dependOnClassesThat()
                // Annotations define the JSON form of results; programs write the JSON themselves.
                .resideInAnyPackage(
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "org.yaml..",
                        "org.eclipse..")
                .check(CLASSES);
    }

    @Test
    void hibernateValidatorIsUsedInOneClass() {
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARY)
                .and()
                .haveNameNotMatching(".*\\.FieldConstraints(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..")
                .check(CLASSES);
    }

    @Test
    void coreReadsNoClock() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .check(CLASSES);
    }

    @Test
    void clientUsesNoGitAndGitStoreUsesNoApiServer() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL, CORE, CLIENT, KUBECONFIG, PREFLIGHT, TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(MODEL, CORE, GITSTORE)
                .and()
                .resideOutsideOfPackage(ROOT + "gitstore.internal.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(GITSTORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLIENT, TESTKIT, KUBECONFIG, PREFLIGHT)
                .check(CLASSES);
    }

    @Test
    void templateEngineUsesTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "gitstore.internal.gotemplate..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "gitstore.internal.gotemplate..", "java..", "org.jspecify..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "gitstore.internal.gotemplate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.lang.reflect..")
                .check(CLASSES);
    }

    @Test
    void publicSignaturesHaveNoTypesOfOtherLibraries() {
        DescribedPredicate<JavaClass> foreign = describe(
                "types of JGit, Jackson, SnakeYAML or Hibernate",
                type -> type.getPackageName().startsWith("org.eclipse.jgit")
                        || type.getPackageName().startsWith("com.fasterxml.jackson.core")
                        || type.getPackageName().startsWith("com.fasterxml.jackson.databind")
                        || type.getPackageName().startsWith("org.yaml")
                        || type.getPackageName().startsWith("org.hibernate"));
        DescribedPredicate<JavaMethod> seenByUsers = describe(
                "seen by users",
                method -> method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getOwner().getPackageName().contains(".internal"));
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(LIBRARY)
                .and(seenByUsers)
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(foreign)
                .andShould()
                .notHaveRawParameterTypes(describe(
                        "with foreign parameters", types -> types.stream().anyMatch(foreign)))
                .check(CLASSES);
    }

    @Test
    void internalPackagesAreNotUsedByOtherModules() {
        for (String module : new String[] {"core", "client", "gitstore", "kubeconfig", "testkit"}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + module + ".internal..")
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(EXAMPLES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "model.internal..")
                .check(CLASSES);
    }

    @Test
    void libraryPrintsNothingAndLogsThroughThePlatform() {
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARY)
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARY)
                .should(USE_JAVA_UTIL_LOGGING)
                .check(CLASSES);
    }

    @Test
    void exceptionsHaveOneRoot() {
        classes()
                .that()
                .resideInAnyPackage(LIBRARY)
                .and()
                .resideOutsideOfPackage("..internal..")
                .and()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .should()
                .beAssignableTo("io.nautes.cluster.model.error.NautesException")
                .check(CLASSES);
    }

    @Test
    void noPackageIsSplit() {
        Map<String, Set<String>> places = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String uri = type.getSource().orElseThrow().getUri().toString();
            String place = uri.substring(0, uri.indexOf("io/nautes/cluster"));
            places.computeIfAbsent(type.getPackageName(), key -> new TreeSet<>())
                    .add(place);
        }

        assertThat(places)
                .isNotEmpty()
                .allSatisfy((name, roots) -> assertThat(roots).as(name).hasSize(1));
    }

    @Test
    void architecturePageMentionsExistingClassesOnly() throws IOException {
        String document = Files.readString(Path.of("../docs/architecture.md"));
        Set<String> known = new TreeSet<>(Set.of(ArchitectureTest.class.getSimpleName()));
        CLASSES.forEach(type -> known.add(type.getSimpleName()));
        Set<String> named = new TreeSet<>();
        Matcher name = CLASS_NAME.matcher(document);
        while (name.find()) {
            named.add(name.group(1));
        }

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(known).containsAll(named);
    }
}
