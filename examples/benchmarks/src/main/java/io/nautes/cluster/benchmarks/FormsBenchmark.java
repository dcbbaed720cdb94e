package io.nautes.cluster.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.ParsedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A benchmark of the JSON and YAML forms of a request and a resource against plain Jackson. */
@State(Scope.Benchmark)
public class FormsBenchmark {
    private final ClusterRequest request = Fixture.request();
    private final byte[] json = ClusterJson.write(request);
    private final ClusterResource resource = Fixture.resource();
    private final byte[] yaml = ClusterYaml.write(resource);
    private final ObjectReader jsonReader = new ObjectMapper().readerFor(ClusterRequest.class);
    private final ObjectWriter jsonWriter = new ObjectMapper().writerFor(ClusterRequest.class);
    private final YAMLMapper yamlMapper = new YAMLMapper();
    private final JsonNode yamlTree;

    /** Constructor for JMH. */
    public FormsBenchmark() {
        try {
            yamlTree = yamlMapper.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ours.
     *
     * @return the body
     */
    @Benchmark
    public byte[] jsonOut() {
        return ClusterJson.write(request);
    }

    /**
     * Returns the peer.
     *
     * @return the body
     * @throws IOException never
     */
    @Benchmark
    public byte[] jacksonJsonOut() throws IOException {
        return jsonWriter.writeValueAsBytes(request);
    }

    /**
     * Ours.
     *
     * @return the request
     */
    @Benchmark
    public ParsedRequest jsonIn() {
        return ClusterJson.parseRequest(json);
    }

    /**
     * Returns the peer.
     *
     * @return the request
     * @throws IOException never
     */
    @Benchmark
    public ClusterRequest jacksonJsonIn() throws IOException {
        return jsonReader.readValue(json);
    }

    /**
     * Ours.
     *
     * @return the file
     */
    @Benchmark
    public byte[] yamlOut() {
        return ClusterYaml.write(resource);
    }

    /**
     * Returns the peer.
     *
     * @return the file
     * @throws IOException never
     */
    @Benchmark
    public byte[] jacksonYamlOut() throws IOException {
        return yamlMapper.writeValueAsBytes(yamlTree);
    }

    /**
     * Ours.
     *
     * @return the resource
     */
    @Benchmark
    public ClusterResource yamlIn() {
        return ClusterYaml.readResource(yaml);
    }

    /**
     * Returns the peer.
     *
     * @return the document
     * @throws IOException never
     */
    @Benchmark
    public JsonNode jacksonYamlIn() throws IOException {
        return yamlMapper.readTree(yaml);
    }
}
