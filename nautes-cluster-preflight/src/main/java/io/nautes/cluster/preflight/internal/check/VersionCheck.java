package io.nautes.cluster.preflight.internal.check;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the version of Kubernetes and the clock of the server.
 *
 * @param oldest the oldest supported minor version of Kubernetes 1
 * @param newest the newest one
 * @param isWorker whether Nautes installs what needs older versions
 * @param clock the clock of this machine
 */
public record VersionCheck(int oldest, int newest, boolean isWorker, InstantSource clock) implements Check {
    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})\\b.*");
    private static final Duration TOLERATED = Duration.ofSeconds(60);

    /** The first version that does not serve {@code rbac.authorization.k8s.io/v1beta1}. */
    private static final int WITHOUT_RBAC_V1BETA1 = 22;

    /** The first version that does not create secrets for service accounts. */
    private static final int WITHOUT_SECRETS = 24;

    private static final String POINTER = "/api_server";

    @Override
    public String subject() {
        return "version";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        KubeReply reply = api.get("/version");
        String version = reply.json().path("gitVersion").asText("");
        Matcher minor = VERSION.matcher(version);
        if (!minor.matches()) {
            throw new ProbeException(PreflightCode.NOT_KUBERNETES, POINTER, api.server(), reply.status(), "no version");
        }
        List<Finding> findings = new ArrayList<>();
        int number = Integer.parseInt(minor.group(1));
        if (number < oldest || number > newest) {
            findings.add(PreflightCode.VERSION_NOT_SUPPORTED.finding(
                    POINTER, version, version, "1." + oldest + " – 1." + newest));
        }
        if (isWorker && number >= WITHOUT_RBAC_V1BETA1) {
            findings.add(PreflightCode.RBAC_V1BETA1_MISSING.finding(POINTER, version, version));
        }
        if (isWorker && number >= WITHOUT_SECRETS) {
            findings.add(PreflightCode.SERVICE_ACCOUNT_SECRETS_MISSING.finding(POINTER, version, version));
        }
        Instant date = reply.date();
        if (date != null) {
            Duration difference = Duration.between(clock.instant(), date).abs();
            if (difference.compareTo(TOLERATED) > 0) {
                findings.add(PreflightCode.CLOCKS_DIFFER.finding(
                        POINTER, Long.toString(difference.toSeconds()), difference.toSeconds()));
            }
        }
        return findings;
    }
}
