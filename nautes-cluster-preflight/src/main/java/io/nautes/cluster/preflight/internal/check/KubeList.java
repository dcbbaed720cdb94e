package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads lists page by page, up to a limit. */
final class KubeList {
    private static final int PAGE = 500;
    private static final int MAX_PAGES = 40;

    private KubeList() {}

    /**
     * Returns the items of a list.
     *
     * @param what the items, as a finding names them if they may not be read
     * @param pointer the field of the request that they are read for
     * @throws ProbeException if the list cannot be read
     */
    static List<JsonNode> items(KubeApi api, String path, String what, String pointer)
            throws ProbeException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            String query = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            KubeReply reply = api.get(path + "?limit=" + PAGE + query);
            checkSuccess(api, reply, what, pointer);
            reply.json().path("items").forEach(items::add);
            next = reply.json().path("metadata").path("continue").asText("");
            if (next.isEmpty()) {
                return items;
            }
        }
        throw new ProbeException(PreflightCode.LIST_TOO_LONG, pointer, what, PAGE * MAX_PAGES);
    }

    static void checkSuccess(KubeApi api, KubeReply reply, String what, String pointer) throws ProbeException {
        if (reply.isForbidden()) {
            throw new ProbeException(PreflightCode.CHECK_FORBIDDEN, pointer, what);
        }
        if (!reply.isSuccess()) {
            throw new ProbeException(PreflightCode.SERVER_FAILED, "/api_server", api.server(), reply.status());
        }
    }
}
