package io.nautes.cluster.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A listener that creates an observation named {@code nautes.registry} for each operation of a registry. It has the
 * low-cardinality keys {@code operation} and {@code outcome}; the outcome is {@code success} or the code of the failure. The
 * keys and the recorded error contain no names or contents of clusters. Requests carry the headers of the current trace.
 */
public final class ObservationListener implements RegistryListener {
    /** The name of the observations. */
    public static final String NAME = "nautes.registry";

    private static final String NOT_ENDED = "none";

    private final ObservationRegistry registry;

    /**
     * Creates a listener.
     *
     * @param registry the registry of observations
     */
    public ObservationListener(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public OperationListener onStart(RegistryOperation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        SenderContext<Map<String, String>> context = new SenderContext<>(
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.put(name, value);
                    }
                },
                Kind.CLIENT);
        context.setCarrier(headers);
        context.setRemoteServiceName("nautes");
        String type = operation.type().name().toLowerCase(Locale.ROOT);
        Observation observation = Observation.createNotStarted(NAME, () -> context, registry)
                .contextualName("nautes " + type.replace('_', ' '))
                .lowCardinalityKeyValue("operation", type)
                .lowCardinalityKeyValue("outcome", NOT_ENDED)
                .start();
        return new Observed(observation, Map.copyOf(headers));
    }

    private record Observed(Observation observation, Map<String, String> requestHeaders) implements OperationListener {
        @Override
        public void onEnd(OperationOutcome outcome) {
            String code = outcome.failure()
                    .map(RegistryException::code)
                    .map(FailureCode::code)
                    .orElse("success");
            observation.lowCardinalityKeyValue("outcome", code);
            if (outcome.failure().isPresent()) {
                observation.error(new OperationFailure(code));
            }
            observation.stop();
        }
    }

    /** A substitute for a failure that omits the message, because the message may quote a request. */
    private static final class OperationFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OperationFailure(String code) {
            super(code, null, false, false);
        }
    }
}
