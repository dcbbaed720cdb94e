package io.nautes.cluster.preflight;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.check.Check;
import io.nautes.cluster.preflight.internal.check.PermissionCheck;
import io.nautes.cluster.preflight.internal.kube.KubeAccess;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of the checks of a cluster, side by side, on threads that end with it. */
final class ProbeRun {
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final KubeAccess access;
    private final Duration deadline;

    ProbeRun(KubeAccess access, Duration deadline) {
        this.access = access;
        this.deadline = deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline;
    }

    List<Finding> run(List<Check> checks) {
        long end = System.nanoTime() + deadline.toNanos();
        ExecutorService threads =
                Executors.newCachedThreadPool(DaemonThreads.factory("nautes-preflight-" + RUNS.incrementAndGet()));
        try {
            // A connection that is not made in time is reported as such, and not as a check that did not end.
            KubeApi api = new KubeApi(access, deadline.multipliedBy(4).dividedBy(5), threads);
            List<Future<List<Finding>>> results = new ArrayList<>();
            for (Check check : checks) {
                results.add(threads.submit(() -> findings(check, api)));
            }
            return collected(checks, results, end);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> findings(Check check, KubeApi api) throws InterruptedException {
        try {
            return check.run(api);
        } catch (ProbeException e) {
            return List.of(e.finding());
        }
    }

    private List<Finding> collected(List<Check> checks, List<Future<List<Finding>>> results, long end) {
        List<Finding> findings = new ArrayList<>();
        List<String> unended = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            try {
                findings.addAll(results.get(i).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | CancellationException e) {
                results.get(i).cancel(true);
                unended.add(checks.get(i).subject());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the thread was interrupted while a cluster was checked");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a check failed", e.getCause());
            }
        }
        if (!unended.isEmpty()) {
            findings.add(PreflightCode.CHECK_TIMED_OUT.finding(
                    "/api_server", null, String.join(", ", unended), deadline.toMillis()));
        }
        return PermissionCheck.merged(once(findings));
    }

    /** Leaves out findings that several checks made. */
    private static List<Finding> once(List<Finding> findings) {
        Set<String> seen = new LinkedHashSet<>();
        List<Finding> once = new ArrayList<>();
        for (Finding finding : findings) {
            if (seen.add(finding.toString())) {
                once.add(finding);
            }
        }
        return once;
    }
}
