package scratch;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.ClusterJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/clusters/{name}")
public class ClusterEndpoint {
    private final ClusterRegistry registry;

    ClusterEndpoint(ClusterRegistry registry) {
        this.registry = registry;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public SaveResult save(@PathParam("name") String name, String body) {
        return registry.save(name, ClusterJson.parseRequest(body));
    }
}
