package io.nautes.cluster.benchmarks.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A caller of an API server. Each call parses the reply into an object; each save serializes the body from an object. */
interface HttpCaller extends AutoCloseable {
    /** Reads the fixture's cluster. */
    Object find() throws IOException, InterruptedException;

    /** Saves the fixture's request. */
    Object save() throws IOException, InterruptedException;

    /** Reads the fixture's cluster asynchronously. */
    CompletableFuture<?> findAsync();

    /** Saves the fixture's request asynchronously. */
    CompletableFuture<?> saveAsync();

    @Override
    void close();
}
