package scratch;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import jakarta.inject.Singleton;

/** A factory of the application's registry. */
@Factory
class RegistryFactory {
    @Singleton
    @Bean(preDestroy = "close")
    ClusterRegistry registry(
            @Property(name = "nautes.api-server") String apiServer, @Property(name = "nautes.token") String token) {
        return NautesClient.builder(apiServer).token(AccessToken.of(token)).build();
    }
}
