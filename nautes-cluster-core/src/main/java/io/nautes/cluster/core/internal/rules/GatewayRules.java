package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.internal.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** Rules for the node ports of a gateway. */
public final class GatewayRules {
    static final String HTTP_PORT = "httpNodePort";
    public static final String HTTPS_PORT = "httpsNodePort";
    private static final String POINTER = "/components_list/gateway/additions/";

    private GatewayRules() {}

    /** Returns whether this node port is in the default range of Kubernetes. */
    static boolean isUsualNodePort(int port) {
        return port >= 30000 && port <= 32767;
    }

    static void check(EvaluationContext context) {
        Component gateway = context.completed().componentsList().get(ComponentCategory.GATEWAY);
        if (gateway == null || !isApplicable(context)) {
            return;
        }
        String http = gateway.additions().get(HTTP_PORT);
        String https = gateway.additions().get(HTTPS_PORT);
        checkPort(context, HTTP_PORT, http);
        checkPort(context, HTTPS_PORT, https);
        if (http != null && https != null && Syntax.port(http) > 0 && Syntax.port(http) == Syntax.port(https)) {
            context.report(FindingCode.GATEWAY_PORTS_EQUAL, POINTER + HTTPS_PORT, https, https);
        }
    }

    private static boolean isApplicable(EvaluationContext context) {
        return context.isApplicable(ComponentCategory.GATEWAY);
    }

    private static void checkPort(EvaluationContext context, String name, @Nullable String value) {
        // A value that is not a number is reported with the additions of the component.
        if (value == null || !Syntax.isDigits(value)) {
            return;
        }
        int port = Syntax.port(value);
        if (port < 0) {
            context.report(FindingCode.GATEWAY_PORT_OUT_OF_RANGE, POINTER + name, value, value);
        } else if (!isUsualNodePort(port)) {
            context.report(FindingCode.GATEWAY_PORT_UNUSUAL, POINTER + name, value, value);
        }
    }
}
