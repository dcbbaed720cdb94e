package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.finding.BundleText;
import io.nautes.cluster.core.internal.finding.BundleText.Fragment;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates;
import io.nautes.cluster.model.kubeconfig.KubeconfigCertificates.Validity;
import io.nautes.cluster.model.kubeconfig.KubeconfigContent;
import io.nautes.cluster.model.kubeconfig.KubeconfigProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rules for the credentials of a physical cluster. Of their content, findings show only host names. */
public final class KubeconfigRules {
    static final String POINTER = "/kubeconfig";
    private static final Duration SOON = Duration.ofDays(30);

    private KubeconfigRules() {}

    static void check(EvaluationContext context) {
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

    /** Returns the finding for a physical cluster without a kubeconfig. */
    public static Finding missing() {
        return finding(FindingCode.KUBECONFIG_MISSING);
    }

    /** Returns the finding for a registry that stores no kubeconfigs. */
    public static Finding notKept() {
        return finding(FindingCode.KUBECONFIG_NOT_KEPT);
    }

    private static Finding finding(FindingCode code) {
        return new Finding(code.code(), code.severity(), POINTER, null, BundleText.of(code));
    }

    private static void checkContent(EvaluationContext context, Kubeconfig kubeconfig) {
        KubeconfigContent content;
        try {
            content = kubeconfig.content();
        } catch (MalformedDocumentException e) {
            Object position = e.line() > 0 ? Fragment.of("kubeconfig.position", e.line(), e.column()) : "";
            context.report(FindingCode.KUBECONFIG_MALFORMED, POINTER, null, position);
            return;
        }
        content.problems().forEach(problem -> context.report(codeOf(problem.kind()), POINTER, null, problem.field()));
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

    private static FindingCode codeOf(KubeconfigProblem.Kind kind) {
        return switch (kind) {
            case SEVERAL_DOCUMENTS -> FindingCode.KUBECONFIG_SEVERAL_DOCUMENTS;
            case OTHER_KIND -> FindingCode.KUBECONFIG_OTHER_KIND;
            case DUPLICATE_NAME -> FindingCode.KUBECONFIG_DUPLICATE_NAME;
            case WRONG_TYPE -> FindingCode.KUBECONFIG_WRONG_TYPE;
            case DATA_MALFORMED -> FindingCode.KUBECONFIG_DATA_MALFORMED;
            case INSECURE_WITH_AUTHORITY -> FindingCode.KUBECONFIG_INSECURE_WITH_AUTHORITY;
            case FILE_PATH -> FindingCode.KUBECONFIG_FILE_PATH;
            case EXEC -> FindingCode.KUBECONFIG_EXEC;
            case AUTH_PROVIDER -> FindingCode.KUBECONFIG_AUTH_PROVIDER;
            case NO_CREDENTIALS -> FindingCode.KUBECONFIG_NO_CREDENTIALS;
            case NO_CLIENT_CERTIFICATE -> FindingCode.KUBECONFIG_NO_CLIENT_CERTIFICATE;
            case CLUSTER_NOT_FIRST -> FindingCode.KUBECONFIG_CLUSTER_NOT_FIRST;
            case USER_NOT_FIRST -> FindingCode.KUBECONFIG_USER_NOT_FIRST;
            case PROXY_ON_LOOPBACK -> FindingCode.KUBECONFIG_PROXY_ON_LOOPBACK;
        };
    }

    private static void checkCertificates(EvaluationContext context, KubeconfigCertificates certificates) {
        if (certificates.key() == KubeconfigCertificates.KeyMatch.DIFFERS) {
            context.report(FindingCode.KUBECONFIG_KEY_DIFFERS, POINTER, null);
        }
        context.now().ifPresent(now -> {
            checkValidity(context, certificates.authority(), "certificate.authority", now);
            checkValidity(context, certificates.client(), "certificate.client", now);
        });
    }

    private static void checkValidity(
            EvaluationContext context, @Nullable Validity validity, String which, Instant now) {
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

    private static void report(EvaluationContext context, FindingCode code, String which, Instant moment) {
        context.report(code, POINTER, null, Fragment.of(which), moment);
    }

    private static boolean checkPresent(EvaluationContext context, boolean present, String what) {
        if (!present) {
            context.report(FindingCode.KUBECONFIG_INCOMPLETE, POINTER, null, Fragment.of("kubeconfig." + what));
        }
        return present;
    }

    private static void checkServer(EvaluationContext context, KubeconfigContent content) {
        if (content.insecureSkipTlsVerify() && !isRefused(content)) {
            context.report(FindingCode.KUBECONFIG_TLS_NOT_VERIFIED, POINTER, null);
        }
        ServerAddress address = context.completion().address();
        String server = content.server();
        if (address == null || server == null || server.equals(context.request().apiServer())) {
            return;
        }
        if (address.isComparable()) {
            compare(context, ServerAddress.parse(server), address);
        }
    }

    private static boolean isRefused(KubeconfigContent content) {
        return content.problems().stream()
                .anyMatch(problem -> problem.kind() == KubeconfigProblem.Kind.INSECURE_WITH_AUTHORITY);
    }

    private static void compare(EvaluationContext context, ServerAddress kept, ServerAddress address) {
        if (!kept.canonicalHost().equals(address.canonicalHost())) {
            context.report(FindingCode.KUBECONFIG_SERVER_DIFFERS, POINTER, null, kept.host(), address.host());
            return;
        }
        if (kept.effectivePort() != address.effectivePort()) {
            context.report(
                    FindingCode.KUBECONFIG_PORT_DIFFERS,
                    POINTER,
                    null,
                    Integer.toString(kept.effectivePort()),
                    Integer.toString(address.effectivePort()));
        }
        if (!kept.pathOrRoot().equals(address.pathOrRoot())) {
            context.report(
                    FindingCode.KUBECONFIG_PATH_DIFFERS,
                    POINTER,
                    null,
                    Texts.shown(kept.pathOrRoot()),
                    Texts.shown(address.pathOrRoot()));
        }
    }
}
