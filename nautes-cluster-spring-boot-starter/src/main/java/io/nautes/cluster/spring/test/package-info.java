/**
 * Support for tests of applications against an embedded API server.
 *
 * <pre>{@code
 * @AutoConfigureNautesServer
 * @SpringBootTest
 * class ClustersTest {
 *     @Test
 *     void clusterIsSaved(@Autowired ClusterRegistry registry, @Autowired NautesServer server) {
 *         registry.save("host-1", ClusterFixtures.host());
 *
 *         assertThat(server.requests()).hasSize(1);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.spring.test;

import org.jspecify.annotations.NullMarked;
