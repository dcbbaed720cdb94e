package io.nautes.cluster.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an embedded API server and a client of it, as parameters: {@link NautesServer},
 * {@link io.nautes.cluster.client.NautesClient}, or {@link io.nautes.cluster.core.ClusterRegistry} (the client).
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
 * <p>{@code @Nested} classes and subclasses inherit it. A constructor's
 * parameters belong to the test that the instance is made for. Works with JUnit Jupiter 5.12 and newer, 6 included.
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
     * @return the lifecycle; by default each test has an empty server of its own
     */
    Lifecycle lifecycle() default Lifecycle.PER_TEST;

    /** How long a server lives. */
    enum Lifecycle {
        /** Each test has an empty server of its own, so tests may run in any order and at the same time. */
        PER_TEST,
        /**
         * All tests of the annotated class, its {@code @Nested} classes included, share one server; what one test
         * registers the next one sees.
         */
        PER_CLASS
    }
}
