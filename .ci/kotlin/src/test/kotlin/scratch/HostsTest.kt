package scratch

import io.nautes.cluster.client.NautesClient
import io.nautes.cluster.core.SaveResult.Change
import io.nautes.cluster.testkit.ClusterFixtures
import io.nautes.cluster.testkit.EnableNautes
import io.nautes.cluster.testkit.NautesServer
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private const val API_SERVER = "https://10.1.2.3:6443"

@EnableNautes
class HostsTest {
    @Test
    fun `saves a host`(server: NautesServer) {
        NautesClient.builder(server.uri()).token(server.token()).build().use { client ->
            val hosts = Hosts(client)
            val saved = hosts.save("host-1", API_SERVER, ClusterFixtures.kubeconfig(API_SERVER), "nautes.example.org")

            assertEquals(Change.SAVED, saved.change)
            assertEquals("nautes.example.org", hosts.domainOf("host-1"))
            assertNull(hosts.domainOf("host-2"))
        }
        assertTrue(server.registry().find("host-1").isPresent)
    }

    @Test
    fun `reports what is wrong`(client: NautesClient) {
        val problems = problemsOf {
            Hosts(client).save("host-1", API_SERVER, ClusterFixtures.kubeconfig(API_SERVER), "-")
        }

        assertEquals(setOf("/primary_domain"), problems.keys)
    }
}
