package scratch;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A CDI producer of the application's registry. */
@ApplicationScoped
public class Registry {
    @Produces
    @ApplicationScoped
    ClusterRegistry open(
            @ConfigProperty(name = "nautes.api-server") String apiServer,
            @ConfigProperty(name = "nautes.token") String token) {
        return NautesClient.builder(apiServer).token(AccessToken.of(token)).build();
    }

    void close(@Disposes ClusterRegistry registry) {
        registry.close();
    }
}
