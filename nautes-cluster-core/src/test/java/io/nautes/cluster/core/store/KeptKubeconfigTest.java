package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A save that keeps the kubeconfig that is stored. */
class KeptKubeconfigTest {
    private static final String OLD = "https://192.0.2.1:6443";
    private static final String NEW = "https://192.0.2.2:6443";
    private static final ChangeOptions KEEP = ChangeOptions.defaults().withKeepKubeconfig(true);
    private static final BatchOptions KEEP_ALL = BatchOptions.defaults().withChangeOptions(KEEP);

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final StoreClusterRegistry registry =
            StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();

    @BeforeEach
    void saveOne() {
        registry.save("c", host(OLD).kubeconfig(Requests.kubeconfig(OLD)).build());
    }

    private static ClusterRequest.Builder host(String apiServer) {
        return Requests.host().toBuilder().apiServer(apiServer).kubeconfig(null).primaryDomain("example.com");
    }

    private static ClusterRequest changed() {
        return host(OLD).primaryDomain("example.org").build();
    }

    @Test
    void requestWithoutAKubeconfigKeepsTheStoredOne() {
        assertThat(registry.save("c", changed(), KEEP).change()).isEqualTo(Change.UPDATED);
        assertThat(registry.find("c").orElseThrow().primaryDomain()).isEqualTo("example.org");
        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(OLD));

        assertThat(registry.saveAll(Map.of("c", host(OLD).build()), KEEP_ALL).isSuccess())
                .isTrue();
        assertThat(registry.find("c").orElseThrow().primaryDomain()).isEqualTo("example.com");
        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(OLD));
    }

    @Test
    void storedKubeconfigGetsTheNewAddress() {
        registry.save("c", host(NEW).build(), KEEP);

        assertThat(kubeconfigs.find("c").orElseThrow().content().server()).isEqualTo(NEW);
    }

    @Test
    void givenKubeconfigReplacesTheStoredOne() {
        registry.save("c", host(NEW).kubeconfig(Requests.kubeconfig(NEW)).build(), KEEP);

        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(NEW));
    }

    @Test
    void withoutTheOptionOrAStoredKubeconfigTheRequestIsInvalid() {
        assertThatThrownBy(() -> registry.save("c", changed()))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("/kubeconfig");
        assertThatThrownBy(() -> registry.save("d", changed(), KEEP))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("/kubeconfig");
    }

    @Test
    void planKeepsTheStoredKubeconfig() {
        assertThat(registry.plan("c", ParsedRequest.of(changed()), KEEP).action())
                .isEqualTo(ChangePlan.Action.UPDATE);
        assertThat(registry.planAll(Map.of("c", changed()), KEEP_ALL).isSuccess())
                .isTrue();
        assertThat(registry.planAll(Map.of("c", changed()), BatchOptions.defaults())
                        .isSuccess())
                .isFalse();
    }

    @Test
    void registryThatStoresNoKubeconfigsRefuses() {
        StoreClusterRegistry without = StoreClusterRegistry.over(store);

        assertThatThrownBy(() -> without.save("c", changed(), KEEP))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.UNSUPPORTED));
        assertThat(registry.find("c").orElseThrow().primaryDomain()).isEqualTo("example.com");
    }

    @Test
    void kubeconfigThatAnotherProcessReplacesMeanwhileIsNotOverwritten() {
        // The first read is that of the kubeconfig to keep.
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs)
                .after(
                        "read c",
                        () -> registry.save(
                                "c",
                                host(NEW).kubeconfig(Requests.kubeconfig(NEW)).build()));
        StoreClusterRegistry other =
                StoreClusterRegistry.builder(store).kubeconfigs(stepped).build();

        assertThatThrownBy(() -> other.save("c", changed(), KEEP)).isInstanceOf(ConflictException.class);

        assertThat(kubeconfigs.find("c")).contains(Requests.kubeconfig(NEW));
        assertThat(registry.find("c").orElseThrow().apiServer()).isEqualTo(NEW);
    }
}
