package io.nautes.cluster.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document of a file that people wrote; see {@link ClusterDocuments}. */
public sealed interface ClusterDocument {
    /**
     * Returns its position in the file.
     *
     * @return the index, counted from 0; empty documents do not count
     */
    int index();

    /** How a request is written down. */
    enum Form {
        /** The body of an API request: {@code snake_case}, without a name. */
        API_REQUEST,
        /** A manifest as the Nautes command line takes it: {@code camelCase} under {@code spec}, with a name. */
        MANIFEST
    }

    /**
     * A request to register a cluster.
     *
     * @param index its position in the file
     * @param form how it is written down
     * @param name the cluster's name, {@code null} if the document holds none
     * @param parsed the request and what did not fit
     */
    record Request(int index, Form form, @Nullable String name, ParsedRequest parsed) implements ClusterDocument {
        /** Returns this document with a note that it is not standard JSON. */
        Request asRelaxedJson() {
            List<InputProblem> problems = new ArrayList<>();
            problems.add(new InputProblem(InputProblem.Kind.RELAXED_JSON, "", "", null));
            problems.addAll(parsed.problems());
            return new Request(index, form, name, new ParsedRequest(parsed.request(), problems, parsed.kindIsGiven()));
        }

        /**
         * Returns the position in this document to which a finding's pointer refers.
         *
         * @param apiPointer a pointer with the API's field names
         * @return the pointer with the document's field names
         */
        public String toDocumentPointer(String apiPointer) {
            return form == Form.API_REQUEST ? apiPointer : ManifestNames.pointer(apiPointer);
        }

        /**
         * Returns the position in this document of a field that requests do not have. The field's name is not translated,
         * even if the API has a field of that name.
         *
         * @param apiPointer the pointer of an {@link InputProblem} of kind {@link InputProblem.Kind#UNKNOWN_FIELD}
         * @return the pointer with the document's field names
         */
        public String toUnknownFieldPointer(String apiPointer) {
            int last = apiPointer.lastIndexOf('/');
            return last < 0
                    ? apiPointer
                    : toDocumentPointer(apiPointer.substring(0, last)) + apiPointer.substring(last);
        }
    }

    /**
     * The resource file of a registered cluster.
     *
     * @param index its position in the file
     * @param resource the resource
     */
    record Resource(int index, ClusterResource resource) implements ClusterDocument {}

    /**
     * A document of another kind, which is not about a cluster.
     *
     * @param index its position in the file
     * @param kind its kind
     * @param resourceName its name, if it has one
     */
    record Other(int index, String kind, Optional<String> resourceName) implements ClusterDocument {}
}
