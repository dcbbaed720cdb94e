package io.nautes.cluster.model;

import io.nautes.cluster.model.constraint.OpenValue;

/**
 * A value that travels as text and of which only some texts are known today. Unlike an enum it keeps a text it does not
 * know, so that a newer server does not break an older client and a user's typing error can be reported as it was
 * typed.
 */
public sealed interface WireValue extends OpenValue permits ClusterKind, ClusterType, Usage, WorkerType {
    /**
     * Returns the text on the wire.
     *
     * @return the text, possibly empty
     */
    @Override
    String value();

    /**
     * Returns whether this version of the library knows the value. Case matters.
     *
     * @return {@code true} for the constants of the implementing type
     */
    @Override
    boolean isKnown();
}
