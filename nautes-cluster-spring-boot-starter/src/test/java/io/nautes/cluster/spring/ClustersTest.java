package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.spring.test.AutoConfigureNautesServer;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The snippet of the Javadoc of {@code io.nautes.cluster.spring.test}. */
@AutoConfigureNautesServer
@SpringBootTest
class ClustersTest {
    @Test
    void clusterIsSaved(@Autowired ClusterRegistry registry, @Autowired NautesServer server) {
        registry.save("host-1", ClusterFixtures.host());

        assertThat(server.requests()).hasSize(1);
    }
}
