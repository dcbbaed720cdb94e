package io.nautes.cluster.examples.service;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457).
 *
 * @param status the HTTP status
 * @param code the last part of the problem's type, {@code urn:nautes:problem:CODE}
 * @param title a summary of the problem type
 * @param detail an explanation of this occurrence
 * @param errors the extension member {@code errors}: one entry for each finding
 */
record Problem(int status, String code, String title, String detail, List<Map<String, @Nullable Object>> errors) {
    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of());
    }

    /** Returns the problem details of an invalid request: every error with its code, JSON pointer and remedy. */
    static Problem invalid(ValidationReport report, Locale language) {
        return new Problem(
                422,
                "invalid_cluster",
                "The cluster request is invalid",
                report.errors().size() + " of its values must be corrected",
                findings(report, Severity.ERROR, language));
    }

    /** Returns the problem details of a failure of the registry. */
    static Problem of(RegistryException failure, Locale language) {
        if (failure instanceof InvalidClusterException invalid) {
            return invalid(invalid.report(), language);
        }
        return of(
                failure.code().httpStatus(),
                failure.code().code(),
                "The registry did not make the change",
                String.valueOf(failure.getMessage()));
    }

    static List<Map<String, @Nullable Object>> findings(ValidationReport report, Severity severity, Locale language) {
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.severity() == severity) {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("code", finding.code());
                entry.put("pointer", "#" + finding.pointer());
                entry.put("detail", finding.text().message(language));
                entry.put("hint", finding.text().hint(language));
                findings.add(entry);
            }
        }
        return findings;
    }

    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("type", "urn:nautes:problem:" + code);
        tree.put("title", title);
        tree.put("status", status);
        tree.put("detail", detail);
        if (!errors.isEmpty()) {
            tree.put("errors", errors);
        }
        return tree;
    }
}
