package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.spi.StoreChange;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests of the threads of a store, which live longer than the call that starts them. */
class StoreThreadsTest extends LocalRepository {
    private static final InheritableThreadLocal<String> LOCAL = new InheritableThreadLocal<>();

    @Test
    void decisionsInheritNoContextClassLoaderAndNoThreadLocal() {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        ClassLoader ofApplication = new ClassLoader(before) {};
        CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
        CompletableFuture<String> local = new CompletableFuture<>();
        caller.setContextClassLoader(ofApplication);
        LOCAL.set("of the application");
        try {
            store.update(snapshot -> {
                loader.complete(Thread.currentThread().getContextClassLoader());
                local.complete(String.valueOf(LOCAL.get()));
                return StoreChange.nothing();
            });
        } finally {
            caller.setContextClassLoader(before);
            LOCAL.remove();
        }

        assertThat(loader).isCompletedWithValue(ClassLoader.getSystemClassLoader());
        assertThat(local).isCompletedWithValue("null");
    }
}
