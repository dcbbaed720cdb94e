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
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the doors between them. */
class ArchitectureTest {
    private static final String ROOT = "io.nautes.cluster.";
    private static final String MODEL = ROOT + "model..";
    private static final String CORE = ROOT + "core..";
    private static final String CLIENT = ROOT + "client..";
    private static final String GITSTORE = ROOT + "gitstore..";
    private static final String KUBECONFIG = ROOT + "kubeconfig..";
    private static final String TESTKIT = ROOT + "testkit..";
    private static final String EXAMPLES = ROOT + "examples..";
    private static final String[] LIBRARY = {MODEL, CORE, CLIENT, GITSTORE, KUBECONFIG, TESTKIT};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.nautes.cluster");

    @Test
    void allRoomsAreLookedAt() {
        for (String room : new String[] {"model", "core", "client", "gitstore", "kubeconfig", "testkit", "examples"}) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                    .as(room)
                    .anyMatch(name -> name.startsWith(ROOT + room));
        }
    }

    @Test
    void arrowsPointOneWay() {
        forbid(MODEL, CORE, CLIENT, GITSTORE, KUBECONFIG, TESTKIT, EXAMPLES);
        forbid(CORE, CLIENT, GITSTORE, KUBECONFIG, TESTKIT, EXAMPLES);
        forbid(CLIENT, GITSTORE, KUBECONFIG, TESTKIT, EXAMPLES);
        forbid(GITSTORE, CLIENT, KUBECONFIG, TESTKIT, EXAMPLES);
        forbid(KUBECONFIG, CLIENT, GITSTORE, TESTKIT, EXAMPLES);
        forbid(TESTKIT, GITSTORE, KUBECONFIG, EXAMPLES);
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
                .resideInAnyPackage("com.fasterxml..", "org.yaml..", "org.eclipse..")
                .check(CLASSES);
    }

    @Test
    void hibernateValidatorIsStartedInOnePlace() {
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
    void coreSeesNoClock() {
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
    void clientKnowsNoGitAndGitStoreKnowsNoApiServer() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL, CORE, CLIENT, KUBECONFIG, TESTKIT)
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
                .resideInAnyPackage(CLIENT, TESTKIT, KUBECONFIG)
                .check(CLASSES);
    }

    @Test
    void templateEngineKnowsTheJdkOnly() {
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
    void foreignTypesStayOutOfPublicSignatures() {
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
    void insideOfOneModuleIsNoBusinessOfOthers() {
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
                .resideInAnyPackage(CORE, CLIENT, GITSTORE, KUBECONFIG)
                .and()
                .resideOutsideOfPackage("..internal..")
                .and()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .should()
                .beAssignableTo("io.nautes.cluster.core.RegistryException")
                .orShould()
                .beAssignableTo(IllegalArgumentException.class)
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
}
