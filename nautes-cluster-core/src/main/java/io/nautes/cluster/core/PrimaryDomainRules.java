package io.nautes.cluster.core;

/** The domain under which the components' host names are made. */
final class PrimaryDomainRules {
    static final String POINTER = "/primary_domain";

    private PrimaryDomainRules() {}

    static void check(RuleContext context) {
        String given = Texts.emptyAsNull(context.request().primaryDomain());
        ServerAddress address = context.completion().address();
        if (given != null) {
            if (!Texts.isDnsName(given)) {
                context.report(FindingCode.PRIMARY_DOMAIN_NOT_A_DNS_NAME, POINTER, given, given);
            }
        } else if (address != null && address.isIpv6()) {
            context.report(FindingCode.PRIMARY_DOMAIN_FROM_IPV6, POINTER, null, address.host());
        }
    }
}
