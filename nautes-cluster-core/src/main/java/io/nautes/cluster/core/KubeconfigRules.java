package io.nautes.cluster.core;

import io.nautes.cluster.core.BundleText.Fragment;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.KubeconfigCertificates;
import io.nautes.cluster.model.KubeconfigCertificates.Validity;
import io.nautes.cluster.model.KubeconfigContent;
import io.nautes.cluster.model.MalformedDocumentException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The credentials of a physical cluster. No finding shows anything of them but names of hosts. */
final class KubeconfigRules {
    static final String POINTER = "/kubeconfig";
    private static final Duration SOON = Duration.ofDays(30);

    private KubeconfigRules() {}

    static void check(RuleContext context) {
        ClusterType type = context.request().clusterType();
        Kubeconfig kubeconfig = context.request().kubeconfig();
        if (ClusterType.VIRTUAL.equals(type)) {
            if (kubeconfig != null) {
                context.report(FindingCode.KUBECONFIG_IGNORED, POINTER, null);
            }
        } else if (kubeconfig != null) {
            checkContent(context, kubeconfig);
        } else if (ClusterType.PHYSICAL.equals(type)) {
            context.report(FindingCode.KUBECONFIG_MISSING, POINTER, null);
        }
    }

    /** The finding for a physical cluster without a kubeconfig. */
    static Finding missing() {
        return finding(FindingCode.KUBECONFIG_MISSING);
    }

    /** The finding for a registry that stores no kubeconfigs. */
    static Finding notKept() {
        return finding(FindingCode.KUBECONFIG_NOT_KEPT);
    }

    private static Finding finding(FindingCode code) {
        return new Finding(code.code(), code.severity(), POINTER, null, BundleText.of(code));
    }

    private static void checkContent(RuleContext context, Kubeconfig kubeconfig) {
        KubeconfigContent content;
        try {
            content = kubeconfig.content();
        } catch (MalformedDocumentException e) {
            Object place = e.line() > 0 ? Fragment.of("kubeconfig.place", e.line(), e.column()) : "";
            context.report(FindingCode.KUBECONFIG_MALFORMED, POINTER, null, place);
            return;
        }
        boolean clusters = checkPresent(context, !content.clusters().isEmpty(), "clusters");
        boolean users = checkPresent(context, !content.users().isEmpty(), "users");
        boolean current = checkPresent(context, content.currentContext() != null, "current_context");
        if (!clusters || !users || !current) {
            return;
        }
        if (!content.contexts().contains(content.currentContext())) {
            checkPresent(context, false, "context");
            return;
        }
        checkPresent(context, content.user() != null, "user");
        if (checkPresent(context, content.cluster() != null, "cluster")
                && checkPresent(context, content.server() != null, "server")) {
            checkServer(context, content);
        }
        checkCertificates(context, content.certificates());
    }

    private static void checkCertificates(RuleContext context, KubeconfigCertificates certificates) {
        if (certificates.key() == KubeconfigCertificates.KeyMatch.DIFFERS) {
            context.report(FindingCode.KUBECONFIG_KEY_DIFFERS, POINTER, null);
        }
        context.now().ifPresent(now -> {
            checkValidity(context, certificates.authority(), "certificate.authority", now);
            checkValidity(context, certificates.client(), "certificate.client", now);
        });
    }

    private static void checkValidity(RuleContext context, @Nullable Validity validity, String which, Instant now) {
        if (validity == null) {
            return;
        }
        if (now.isAfter(validity.notAfter())) {
            report(context, FindingCode.KUBECONFIG_CERTIFICATE_EXPIRED, which, validity.notAfter());
        } else if (now.plus(SOON).isAfter(validity.notAfter())) {
            report(context, FindingCode.KUBECONFIG_CERTIFICATE_EXPIRES_SOON, which, validity.notAfter());
        } else if (now.isBefore(validity.notBefore())) {
            report(context, FindingCode.KUBECONFIG_CERTIFICATE_NOT_YET_VALID, which, validity.notBefore());
        }
    }

    private static void report(RuleContext context, FindingCode code, String which, Instant moment) {
        context.report(code, POINTER, null, Fragment.of(which), moment);
    }

    private static boolean checkPresent(RuleContext context, boolean present, String what) {
        if (!present) {
            context.report(FindingCode.KUBECONFIG_INCOMPLETE, POINTER, null, Fragment.of("kubeconfig." + what));
        }
        return present;
    }

    private static void checkServer(RuleContext context, KubeconfigContent content) {
        if (content.insecureSkipTlsVerify()) {
            context.report(FindingCode.KUBECONFIG_TLS_NOT_VERIFIED, POINTER, null);
        }
        ServerAddress address = context.completion().address();
        String server = content.server();
        if (address == null || server == null) {
            return;
        }
        String host = ServerAddress.parse(server).host();
        if (!host.equalsIgnoreCase(address.host())) {
            context.report(FindingCode.KUBECONFIG_SERVER_DIFFERS, POINTER, null, host, address.host());
        }
    }
}
