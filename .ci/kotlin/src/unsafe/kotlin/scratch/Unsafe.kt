package scratch

import io.nautes.cluster.core.ClusterRegistry
import io.nautes.cluster.model.Cluster
import io.nautes.cluster.model.ClusterRequest

/** Must not compile: the domain of a cluster may be null. */
fun lengthOfDomain(cluster: Cluster): Int = cluster.primaryDomain.length

/** Must not compile: a name is never null. */
fun saveWithoutName(registry: ClusterRegistry, request: ClusterRequest) = registry.save(null, request)
