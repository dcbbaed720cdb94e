package io.nautes.cluster.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A way to call an API server: each call reads the reply into an object, each save makes the body of an object. */
interface HttpCaller extends AutoCloseable {
    /** Reads the fixture's cluster. */
    Object find() throws IOException, InterruptedException;

    /** Saves the fixture's request. */
    Object save() throws IOException, InterruptedException;

    /** Reads the fixture's cluster without waiting. */
    CompletableFuture<?> findAsync();

    /** Saves the fixture's request without waiting. */
    CompletableFuture<?> saveAsync();

    @Override
    void close();
}
