package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFilterTest {
    private final Cluster host = Cluster.of(Samples.edgeHost());
    private final Cluster pipelines = Cluster.of(Samples.ciPipelines());

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-", "a-Z0"})
    void lettersDigitsAndHyphensAreValues(String value) {
        ClusterFilter filter = new ClusterFilter(ClusterType.of(value), Usage.of(value), WorkerType.of(value), value);

        assertThat(ClusterFilter.parse(filter.toFieldSelector())).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", "a=b", "a_b", "`", "{", "@", "[", "/", ":", ".", "\u00e9"})
    void otherValuesAreRefusedWithTheNameOfTheField(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.all().withClusterType(ClusterType.of(value)))
                .withMessageContaining("cluster_type: a filter takes letters, digits and '-' (got \"" + value + "\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.all().withUsage(Usage.of(value)))
                .withMessageStartingWith("usage: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.all().withWorkerType(WorkerType.of(value)))
                .withMessageStartingWith("worker_type: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.all().withNameContaining(value))
                .withMessageStartingWith("cluster_name: ");
    }

    @Test
    void selectorHasTheConditionsThatAreSet() {
        assertThat(ClusterFilter.all().toFieldSelector()).isEmpty();
        assertThat(ClusterFilter.all().withUsage(Usage.HOST).toFieldSelector()).isEqualTo("usage=host");
        assertThat(ClusterFilter.of(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME)
                        .withNameContaining("ci")
                        .toFieldSelector())
                .isEqualTo("cluster_type=virtual,usage=worker,worker_type=pipeline,cluster_name=ci");
    }

    @Test
    void selectorIsReadInAnyOrder() {
        assertThat(ClusterFilter.parse("")).isEqualTo(ClusterFilter.all());
        assertThat(ClusterFilter.parse("cluster_name=ci,worker_type=pipeline,usage=worker,cluster_type=virtual"))
                .isEqualTo(ClusterFilter.of(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME)
                        .withNameContaining("ci"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=a", "=a", ",usage=host", "usage=host,", "usage_=host", "cluster"})
    void conditionOnAnotherFieldIsRefused(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.parse(selector))
                .withMessageContaining("is no condition; write field=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage", "usage=", "cluster_name=a=b"})
    void conditionWithoutAComparableValueIsRefused(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.parse(selector))
                .withMessageContaining(": a filter takes letters, digits and '-'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster_type", "usage", "worker_type", "cluster_name"})
    void duplicateConditionIsRefused(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFilter.parse(field + "=a," + field + "=b"))
                .withMessage(field + ": the condition is given twice (got \"b\")");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, true",
        "cluster_type=physical, true, false",
        "cluster_type=virtual, false, true",
        "usage=host, true, false",
        "usage=worker, false, true",
        "worker_type=pipeline, false, true",
        "worker_type=deployment, false, false",
        "cluster_name=host, true, false",
        "cluster_name=ci-, false, true",
        "cluster_name=e, true, true",
        "'usage=worker,cluster_name=edge', false, false",
        "'cluster_type=virtual,usage=worker,worker_type=pipeline,cluster_name=pipelines', false, true"
    })
    void clusterMatchesIfAllConditionsHold(String selector, boolean isHost, boolean isPipelines) {
        assertThat(ClusterFilter.parse(selector).matches(host)).isEqualTo(isHost);
        assertThat(ClusterFilter.parse(selector).matches(pipelines)).isEqualTo(isPipelines);
    }

    @Test
    void conditionCanBeRemoved() {
        ClusterFilter filter = ClusterFilter.of(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);

        assertThat(filter.withClusterType(null).withUsage(null).withWorkerType(null))
                .isEqualTo(ClusterFilter.all());
        assertThat(ClusterFilter.all().withNameContaining("a").withNameContaining(null))
                .isEqualTo(ClusterFilter.all());
    }
}
