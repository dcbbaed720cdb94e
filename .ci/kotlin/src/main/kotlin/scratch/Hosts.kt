package scratch

import io.nautes.cluster.core.ClusterRegistry
import io.nautes.cluster.core.InvalidClusterException
import io.nautes.cluster.core.SaveResult
import io.nautes.cluster.model.ClusterRequest
import io.nautes.cluster.model.kubeconfig.Kubeconfig
import kotlin.jvm.optionals.getOrNull

/** Saves and reads the hosts of a registry. */
class Hosts(private val registry: ClusterRegistry) {
    fun save(name: String, apiServer: String, kubeconfig: Kubeconfig, domain: String? = null): SaveResult =
        registry.save(name, ClusterRequest.host(apiServer, kubeconfig).primaryDomain(domain).build())

    /** Returns the domain of a host, or null if the host is not registered or has no domain. */
    fun domainOf(name: String): String? = registry.find(name).getOrNull()?.primaryDomain
}

/** Runs the block and returns what is wrong with the cluster, by JSON pointer. */
fun problemsOf(block: () -> Unit): Map<String, String> =
    try {
        block()
        emptyMap()
    } catch (e: InvalidClusterException) {
        e.report().errors().associate { it.pointer to it.message() }
    }
