package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_NOT_A_DNS_NAME;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_IGNORED;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_DIFFERS;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_MALFORMED;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_MISSING;
import static io.nautes.cluster.core.FindingCode.VCLUSTER_PORT_UNUSUAL;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.virtual;

import io.nautes.cluster.model.Vcluster;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports of virtual clusters. */
class VclusterRulesTest {
    static Stream<RuleCase> cases() {
        String p = "/vcluster/https_node_port";
        return Stream.of(
                host(VCLUSTER_PORT_MISSING, p, null, virtual().apiServer("https://192.0.2.10")),
                host(VCLUSTER_PORT_MALFORMED, p, "http", virtual().vcluster(new Vcluster("http"))),
                host(VCLUSTER_PORT_MALFORMED, p, "0", virtual().vcluster(new Vcluster("0"))),
                host(VCLUSTER_PORT_MALFORMED, p, "65536", virtual().vcluster(new Vcluster("65536"))),
                host(
                        VCLUSTER_PORT_UNUSUAL,
                        p,
                        "29999",
                        virtual().apiServer("https://192.0.2.10").httpsNodePort(29999)),
                host(VCLUSTER_PORT_UNUSUAL, "/api_server", "32768", virtual().apiServer("https://192.0.2.10:32768")),
                host(VCLUSTER_PORT_DIFFERS, p, "31003", virtual().httpsNodePort(31003)),
                host(VCLUSTER_IGNORED, "/vcluster", null, host().httpsNodePort(31003)),
                host(PRIMARY_DOMAIN_NOT_A_DNS_NAME, "/primary_domain", "a_b.com", host().primaryDomain("a_b.com")),
                host(PRIMARY_DOMAIN_NOT_A_DNS_NAME, "/primary_domain", "a..com", host().primaryDomain("a..com")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }
}
