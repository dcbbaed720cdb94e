package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan finds what the index finds. */
class ApiServerScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://API.example.com",
                "https://api.example.com:443/",
                "https://api.example.com:6443",
                "https://api.example.com/k8s/clusters/c-1",
                "https://other.example.com",
                "HTTPS://api.example.com",
                "https://[2001:db8::1]:6443",
                "https://[2001:DB8::1]:6443",
                "https://10.0.0.1:6443",
                "https://[::ffff:a00:1]:6443",
                "no URL",
                ""
            })
    void scanAgreesWithTheIndex(String apiServer) {
        ClusterIndex index = new ClusterIndex();
        List.of(
                        "https://api.example.com",
                        "https://Api.Example.com:443",
                        "https://api.example.com:6443",
                        "https://api.example.com/k8s/clusters/c-1",
                        "https://[2001:db8::1]:6443",
                        "https://[2001:DB8:0::1]:6443",
                        "https://[::ffff:a00:1]:6443",
                        "https://10.0.0.1:6443")
                .forEach(url -> index.put(ClusterResource.of(
                        "c-" + index.clusters().size(),
                        "nautes",
                        ClusterSpec.builder().apiServer(url).build())));

        assertThat(ClusterIndex.scanForApiServer(index.clusters(), apiServer))
                .isEqualTo(index.withApiServer(apiServer));
    }
}
