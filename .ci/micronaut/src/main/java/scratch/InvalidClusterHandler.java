package scratch;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.ValidationReport;
import jakarta.inject.Singleton;

/** A handler that answers an invalid request with its validation report. */
@Singleton
class InvalidClusterHandler implements ExceptionHandler<InvalidClusterException, HttpResponse<ValidationReport>> {
    @Override
    public HttpResponse<ValidationReport> handle(HttpRequest request, InvalidClusterException e) {
        return HttpResponse.<ValidationReport>status(HttpStatus.UNPROCESSABLE_ENTITY).body(e.report());
    }
}
