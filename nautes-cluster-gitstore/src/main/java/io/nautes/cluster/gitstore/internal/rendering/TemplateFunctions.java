package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.gitstore.internal.gotemplate.FunctionException;
import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import io.nautes.cluster.gitstore.internal.gotemplate.TemplateFunction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Nautes provides to cluster templates, in addition to those of the language. For rendering one
 * cluster, in one thread.
 */
final class TemplateFunctions {
    private static final int MAX_RANDOM = 1024;

    /** The maximum number of random texts in one file. Each is looked up in the stored file. */
    private static final int MAX_RANDOM_CALLS = 1_000;

    private static final int MAX_PARTS = 100_000;
    private static final String RANDOM_STRING = "randomString";

    private static final Map<String, TemplateFunction> FIXED = Map.ofEntries(
            Map.entry("split", TemplateFunctions::split),
            Map.entry("encodeToString", TemplateFunctions::encode),
            Map.entry("getDomain", arguments -> host(text(arguments, 0, 1))),
            Map.entry("getClusterVariable", arguments -> "{{cluster}}"),
            Map.entry("getVclusterHttpsNodePort", TemplateFunctions::nodePort),
            Map.entry("getVclusterTLSSan", TemplateFunctions::subjectAlternativeName),
            Map.entry("getHostClusterApiServer", TemplateFunctions::apiServer),
            Map.entry("getVclusterByHostCluserName", TemplateFunctions::virtualClusters));

    private static final Map<String, Function<GoStruct, @Nullable GoStruct>> SERVERS = Map.of(
            "getDeploymentServer", ComponentServers::deployment,
            "getPipelineServer", ComponentServers::pipeline,
            "getGatewayServer", ComponentServers::gateway,
            "getOauthProxyServer", ComponentServers::oauthProxy);

    /** The names of all functions. */
    static final Set<String> NAMES = names();

    private final GoStruct data;
    private final Map<String, TemplateFunction> functions = new HashMap<>(FIXED);
    private final Map<String, Optional<GoStruct>> servers = new HashMap<>();

    /** Creates the functions for templates that share their data. */
    TemplateFunctions(GoStruct data) {
        this.data = data;
        SERVERS.forEach((name, server) -> functions.put(name, arguments -> server(name, server, data(arguments))));
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(FIXED.keySet());
        names.addAll(SERVERS.keySet());
        names.add(RANDOM_STRING);
        return Set.copyOf(names);
    }

    /** Returns the server of a component. It is computed once, because many templates of a cluster use it. */
    private @Nullable GoStruct server(String name, Function<GoStruct, @Nullable GoStruct> server, GoStruct argument) {
        if (argument != data) {
            return server.apply(argument);
        }
        return servers.computeIfAbsent(name, key -> Optional.ofNullable(server.apply(data)))
                .orElse(null);
    }

    /** Returns the functions by name. The argument is a source of random texts for a length. */
    Map<String, TemplateFunction> with(IntFunction<String> random) {
        int[] calls = new int[1];
        functions.put(RANDOM_STRING, arguments -> {
            if (arguments.size() != 1
                    || !(arguments.get(0) instanceof Long length)
                    || length < 1
                    || length > MAX_RANDOM) {
                throw new FunctionException("randomString takes a length from 1 to " + MAX_RANDOM);
            }
            if (++calls[0] > MAX_RANDOM_CALLS) {
                throw FunctionException.limit("randomString is called more than " + MAX_RANDOM_CALLS + " times");
            }
            return random.apply(length.intValue());
        });
        return functions;
    }

    static Object argument(List<@Nullable Object> arguments, int index, int count) {
        if (arguments.size() != count) {
            throw new FunctionException(count + " arguments are required (got " + arguments.size() + ")");
        }
        Object argument = arguments.get(index);
        if (argument == null) {
            throw new FunctionException("argument " + (index + 1) + " is nil");
        }
        return argument;
    }

    private static String text(List<@Nullable Object> arguments, int index, int count) {
        if (argument(arguments, index, count) instanceof String text) {
            return text;
        }
        throw new FunctionException("argument " + (index + 1) + " must be a string");
    }

    private static GoStruct struct(List<@Nullable Object> arguments, int index, int count, String type) {
        if (argument(arguments, index, count) instanceof GoStruct struct
                && struct.toString().equals(type)) {
            return struct;
        }
        throw new FunctionException("argument " + (index + 1) + " must be a " + type);
    }

    private static GoStruct data(List<@Nullable Object> arguments) {
        return struct(arguments, 0, 1, RenderData.TYPE);
    }

    /** Splits a text as Go's {@code strings.Split} does: an empty separator splits it into characters. */
    private static List<String> split(List<@Nullable Object> arguments) {
        String text = text(arguments, 0, 2);
        String separator = text(arguments, 1, 2);
        List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            if (text.length() > MAX_PARTS) {
                throw tooManyParts();
            }
            text.codePoints().forEach(character -> parts.add(Character.toString(character)));
            return parts;
        }
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            if (parts.size() == MAX_PARTS) {
                throw tooManyParts();
            }
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static FunctionException tooManyParts() {
        return FunctionException.limit("split makes more than " + MAX_PARTS + " parts");
    }

    private static String encode(List<@Nullable Object> arguments) {
        return Base64.getEncoder().encodeToString(text(arguments, 0, 1).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the host name of a URL. */
    static String host(String url) {
        try {
            String host = new URI(url).getHost();
            if (host != null) {
                return host;
            }
        } catch (URISyntaxException e) {
            throw new FunctionException("the address is not a URL");
        }
        throw new FunctionException("the address is not a URL with a host");
    }

    private static @Nullable Object nodePort(List<@Nullable Object> arguments) {
        return struct(arguments, 0, 1, RenderData.VCLUSTER).get("HttpsNodePort");
    }

    private static String subjectAlternativeName(List<@Nullable Object> arguments) {
        return host(ComponentServers.specText(struct(arguments, 0, 1, "Cluster"), "ApiServer"));
    }

    private static String apiServer(List<@Nullable Object> arguments) {
        String name = text(arguments, 1, 2);
        for (GoStruct cluster : clusters(argument(arguments, 0, 2))) {
            if (name.equals(cluster.get("Name"))) {
                return ComponentServers.specText(cluster, "ApiServer");
            }
        }
        return "";
    }

    private static List<GoStruct> virtualClusters(List<@Nullable Object> arguments) {
        String host = text(arguments, 1, 2);
        Object clusters = struct(arguments, 0, 2, RenderData.TYPE).get("Clusters");
        return clusters(clusters).stream()
                .filter(cluster -> !host.isEmpty()
                        && ComponentServers.specText(cluster, "HostCluster").equals(host))
                .toList();
    }

    static List<GoStruct> clusters(@Nullable Object value) {
        List<GoStruct> clusters = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            throw new FunctionException("a list of clusters is required");
        }
        for (Object item : list) {
            if (!(item instanceof GoStruct cluster) || !cluster.toString().equals("Cluster")) {
                throw new FunctionException("a list of clusters is required");
            }
            clusters.add(cluster);
        }
        return clusters;
    }
}
