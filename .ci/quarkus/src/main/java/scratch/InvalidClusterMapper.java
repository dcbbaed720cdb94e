package scratch;

import io.nautes.cluster.core.InvalidClusterException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A mapper that answers an invalid request with its validation report. */
@Provider
public class InvalidClusterMapper implements ExceptionMapper<InvalidClusterException> {
    @Override
    public Response toResponse(InvalidClusterException e) {
        return Response.status(422)
                .type(MediaType.APPLICATION_JSON)
                .entity(e.report())
                .build();
    }
}
