package io.nautes.cluster.spring;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * A controller advice that answers failures of a registry with problem details (RFC 9457). The type is {@code
 * urn:nautes:problem:} followed by the code of the failure, and the status is {@link FailureCode#httpStatus()}. The detail is
 * the message of the failure, which may contain the address of the server but no secrets. For an invalid request, the members
 * {@code errors} and {@code warnings} list the findings with code, JSON pointer, message and hint.
 */
@RestControllerAdvice
public class RegistryProblemAdvice {
    private static final String TYPE = "urn:nautes:problem:";

    /** Creates the advice. */
    public RegistryProblemAdvice() {}

    /** Returns the problem details of an invalid request. */
    @ExceptionHandler
    public ProblemDetail invalid(InvalidClusterException failure, Locale locale) {
        ProblemDetail problem = problem(failure.code(), failure.report().toText(locale));
        problem.setProperty("errors", findings(failure.report(), Severity.ERROR, locale));
        problem.setProperty("warnings", findings(failure.report(), Severity.WARNING, locale));
        return problem;
    }

    /** Returns the problem details of a failure. */
    @ExceptionHandler
    public ProblemDetail failed(RegistryException failure) {
        ProblemDetail problem = problem(failure.code(), String.valueOf(failure.getMessage()));
        problem.setProperty("retryable", failure.isRetryable());
        return problem;
    }

    /** Returns the problem details of a malformed body. */
    @ExceptionHandler
    public ProblemDetail malformed(MalformedDocumentException failure) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
        problem.setType(URI.create(TYPE + "malformed"));
        return problem;
    }

    private static ProblemDetail problem(FailureCode code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(code.httpStatus());
        problem.setDetail(detail);
        problem.setType(URI.create(TYPE + code.code()));
        return problem;
    }

    private static List<Map<String, String>> findings(ValidationReport report, Severity severity, Locale locale) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> entry(finding.in(locale)))
                .toList();
    }

    private static Map<String, String> entry(Finding finding) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("code", finding.code());
        entry.put("pointer", "#" + finding.pointer());
        entry.put("detail", finding.message());
        entry.put("hint", finding.hint());
        return entry;
    }
}
