package scratch;

import io.nautes.cluster.model.error.MalformedDocumentException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A mapper that answers requests with a malformed body. */
@Provider
public class MalformedDocumentMapper implements ExceptionMapper<MalformedDocumentException> {
    @Override
    public Response toResponse(MalformedDocumentException e) {
        return Response.status(400)
                .type(MediaType.TEXT_PLAIN)
                .entity(e.getMessage())
                .build();
    }
}
