package io.nautes.cluster.core;

import io.nautes.cluster.core.BundleText.Fragment;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Kubeconfig;
import io.nautes.cluster.model.KubeconfigContent;
import io.nautes.cluster.model.MalformedDocumentException;
import java.util.Locale;

/** The credentials of a physical cluster. No finding shows anything of them but names of hosts. */
final class KubeconfigRules {
    static final String POINTER = "/kubeconfig";

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

    private static void checkContent(RuleContext context, Kubeconfig kubeconfig) {
        KubeconfigContent content;
        try {
            content = kubeconfig.content();
        } catch (MalformedDocumentException e) {
            context.report(FindingCode.KUBECONFIG_MALFORMED, POINTER, null, String.valueOf(e.getMessage()));
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
        if (!host.toLowerCase(Locale.ROOT).equals(address.host().toLowerCase(Locale.ROOT))) {
            context.report(FindingCode.KUBECONFIG_SERVER_DIFFERS, POINTER, null, host, address.host());
        }
    }
}
