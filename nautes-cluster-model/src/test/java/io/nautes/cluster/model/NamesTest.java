package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        // Separators and case do not count.
        "hostCluster, host_cluster",
        "HOST-CLUSTER, host_cluster",
        // An insertion, a deletion, a substitution and a swap are one edit each, and a third of the length is allowed.
        "usaage, usage",
        "uage, usage",
        "usoge, usage",
        "suage, usage",
        "usgae, usage",
        "usaeg, usage",
        "usa,",
        "usexyz,",
        "xsagee, usage",
        "xsagex, usage",
        "xyagex,",
        "'',"
    })
    void nearestNameHasTheFewestEditsAndAtMostAThirdOfTheLength(String unknown, String nearest) {
        assertThat(NearestName.of(unknown, List.of("host_cluster", "usage")).orElse(null))
                .isEqualTo(nearest);
    }

    @Test
    void firstOfEquallyNearNamesIsReturned() {
        assertThat(NearestName.of("bat", List.of("cat", "hat"))).contains("cat");
        assertThat(NearestName.of("hat", List.of("cat", "hat"))).contains("hat");
        assertThat(NearestName.of("hat", List.of())).isEmpty();
    }

    @Test
    void swapAndASubstitutionAreTwoEdits() {
        assertThat(NearestName.of("bac", List.of("abc"))).contains("abc");
        assertThat(NearestName.of("bax", List.of("abc"))).isEmpty();
    }

    @Test
    void longTextIsNotAMisspelledName() {
        String longest = "x".repeat(64);

        assertThat(NearestName.of(longest, List.of(longest))).contains(longest);
        assertThat(NearestName.of(longest + "x", List.of(longest))).isEmpty();
    }

    /** RFC 6901, section 3. */
    @ParameterizedTest
    @CsvSource({"a, /x/a", "'', /x/", "a/b, /x/a~1b", "/a, /x/~1a", "~a, /x/~0a", "a~b, /x/a~0b", "a~1/, /x/a~01~1"})
    void keyIsEscapedInAPointer(String key, String pointer) {
        assertThat(JsonPointers.child("/x", key)).isEqualTo(pointer);
        assertThat(JsonPointers.child("", 7)).isEqualTo("/7");
    }

    @Test
    void valuesKnowWhetherTheyAreOfThisVersion() {
        assertThat(Usage.HOST.isKnown()).isTrue();
        assertThat(Usage.WORKER.isKnown()).isTrue();
        assertThat(Usage.of("Host").isKnown()).isFalse();
        assertThat(WorkerType.DEPLOYMENT.isKnown()).isTrue();
        assertThat(WorkerType.PIPELINE.isKnown()).isTrue();
        assertThat(WorkerType.of("").isKnown()).isFalse();
        assertThat(ClusterKind.KUBERNETES.isKnown()).isTrue();
        assertThat(ClusterKind.of("k3s").isKnown()).isFalse();
    }
}
