package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;

/** Rules for the domain of the components' host names. */
final class PrimaryDomainRules {
    static final String POINTER = "/primary_domain";

    private PrimaryDomainRules() {}

    static void check(EvaluationContext context) {
        String given = Texts.emptyAsNull(context.request().primaryDomain());
        ServerAddress address = context.completion().address();
        if (given != null) {
            context.reportViolations(POINTER);
        } else if (address != null) {
            checkDerived(context, address);
        }
    }

    private static void checkDerived(EvaluationContext context, ServerAddress address) {
        String derived = context.completed().primaryDomain();
        if (address.isIpv6() && address.ipv4() == null) {
            context.report(FindingCode.PRIMARY_DOMAIN_FROM_IPV6, POINTER, null, address.host());
        } else if (derived != null && !Syntax.isDnsName(derived) && !context.hasError(ApiServerRules.POINTER)) {
            context.report(FindingCode.PRIMARY_DOMAIN_DERIVED_MALFORMED, POINTER, null, derived);
        }
    }
}
