package io.nautes.cluster.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects an embedded API server and a client of it into the tests of a class. Parameters may be of type
 * {@link NautesServer}, {@link io.nautes.cluster.client.NautesClient} or {@link io.nautes.cluster.core.ClusterRegistry}
 * (the client).
 *
 * <pre>{@code
 * @EnableNautes
 * class RegistrationTest {
 *     @Test
 *     void registers(ClusterRegistry registry, NautesServer server) {
 *         registry.save("host-1", ClusterFixtures.host());
 *
 *         assertThat(server.requests()).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>{@code @Nested} classes and subclasses inherit the annotation. A constructor gets the server of the test that the
 * instance is created for. Works with JUnit Jupiter 5.12 and newer, including JUnit 6.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NautesExtension.class)
public @interface EnableNautes {
    /**
     * Returns the lifetime of a server.
     *
     * @return the lifecycle; by default each test has its own empty server
     */
    Lifecycle lifecycle() default Lifecycle.PER_TEST;

    /** The lifetime of a server. */
    enum Lifecycle {
        /** Each test has its own empty server, so tests may run in any order and in parallel. */
        PER_TEST,
        /**
         * All tests of the annotated class and its {@code @Nested} classes share one server, including the clusters that
         * earlier tests registered.
         */
        PER_CLASS
    }
}
