package scratch;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.ClusterJson;

@Controller("/clusters")
class ClusterController {
    private final ClusterRegistry registry;

    ClusterController(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Put("/{name}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SaveResult save(String name, @Body String body) {
        return registry.save(name, ClusterJson.parseRequest(body));
    }
}
