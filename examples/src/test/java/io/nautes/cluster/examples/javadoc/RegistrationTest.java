package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.EnableNautes;
import io.nautes.cluster.testkit.NautesServer;
import org.junit.jupiter.api.Test;

@EnableNautes
class RegistrationTest {
    @Test
    void registers(ClusterRegistry registry, NautesServer server) {
        registry.save("host-1", ClusterFixtures.host());

        assertThat(server.requests()).hasSize(1);
    }
}
