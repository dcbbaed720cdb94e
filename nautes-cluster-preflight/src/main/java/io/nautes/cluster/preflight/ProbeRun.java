package io.nautes.cluster.preflight;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.check.Check;
import io.nautes.cluster.preflight.internal.kube.KubeAccess;
import io.nautes.cluster.preflight.internal.kube.KubeCalls;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the checks of a cluster, which run concurrently. */
final class ProbeRun {
    private static final Set<String> OF_THE_SERVER = Stream.of(
                    PreflightCode.CONNECTION_BROKEN,
                    PreflightCode.TLS_FAILED,
                    PreflightCode.NOT_KUBERNETES,
                    PreflightCode.REDIRECTED,
                    PreflightCode.SERVER_FAILED)
            .map(PreflightCode::code)
            .collect(Collectors.toUnmodifiableSet());

    private final KubeAccess access;
    private final Duration deadline;

    ProbeRun(KubeAccess access, Duration deadline) {
        this.access = access;
        this.deadline = deadline;
    }

    List<Finding> run(List<Check> checks) {
        try (KubeCalls calls = KubeCalls.open(access, deadline)) {
            List<Future<List<Finding>>> results = new ArrayList<>();
            for (Check check : checks) {
                results.add(calls.start(() -> check.run(calls.api())));
            }
            return collected(calls, checks, results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the thread was interrupted while a cluster was checked");
        }
    }

    private static List<Finding> collected(KubeCalls calls, List<Check> checks, List<Future<List<Finding>>> results)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        List<String> unended = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            try {
                findings.addAll(calls.await(results.get(i)));
            } catch (ProbeException e) {
                findings.add(e.finding());
            } catch (TimeoutException e) {
                unended.add(checks.get(i).subject());
            }
        }
        if (!unended.isEmpty()) {
            findings.add(PreflightCode.CHECK_TIMED_OUT.finding(
                    "/api_server",
                    null,
                    String.join(", ", unended),
                    calls.time().toMillis()));
        }
        return once(findings);
    }

    /** Removes duplicate findings. A problem of the server is one finding, even if several checks report it. */
    private static List<Finding> once(List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        return findings.stream()
                .filter(finding ->
                        seen.add(OF_THE_SERVER.contains(finding.code()) ? finding.code() : finding.toString()))
                .toList();
    }
}
