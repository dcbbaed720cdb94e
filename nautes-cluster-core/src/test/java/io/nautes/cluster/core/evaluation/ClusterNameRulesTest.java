package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.NAME_LONG;
import static io.nautes.cluster.core.FindingCode.NAME_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.NAME_RESERVED;
import static io.nautes.cluster.core.FindingCode.NAME_WITH_DOTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Requests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for a cluster's name, without regard to other clusters. */
class ClusterNameRulesTest {
    static Stream<RuleCase> cases() {
        return Stream.concat(
                Stream.of("", "A", "-a", "a-", "a..b", "../x", "a/b", "a b", "ä", "a".repeat(64))
                        .map(name -> new RuleCase(
                                NAME_NOT_A_LABEL,
                                "/name",
                                name,
                                name,
                                Requests.host().toBuilder()
                                        .primaryDomain("example.com")
                                        .build())),
                Stream.of(
                        new RuleCase(NAME_WITH_DOTS, "/name", "a.b", "a.b", Requests.host()),
                        new RuleCase(NAME_RESERVED, "/name", "kustomization", "kustomization", Requests.host()),
                        new RuleCase(NAME_LONG, "/name", "a".repeat(46), "a".repeat(46), Requests.host())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }

    @Test
    void nameOfTheLongestUsualLengthHasNoWarning() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("a".repeat(45), Requests.host())
                        .report()
                        .findings())
                .isEmpty();
    }
}
