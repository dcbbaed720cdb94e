package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.closed;
import static io.nautes.cluster.client.ScriptedServer.halfBody;
import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The result of a call and the number of its requests, for each behavior of a server. The connection stays open between
 * the requests of a row, so that each second request uses a pooled connection.
 */
@ParameterizedClass
@EnumSource
class ReplyTableTest extends ClientTestCase {
    private static final String CLUSTER = "{\"name\":\"host-1\",\"new_field\":[1],\"cluster_type\":\"quantum\"}";

    @Parameter
    private Way way;

    @ParameterizedTest(name = "{0}: {1} answered with {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # what happens                 | call   | the server does                           | result           | requests
            success                        | find   | cluster                                   | found            | 1
            success                        | list   | empty list                                | listed           | 1
            success                        | save   | done                                      | saved            | 1
            success                        | delete | done                                      | deleted          | 1

            rule of the protocol           | save   | 400 VALIDATOR                             | INVALID          | 1
            broken JSON                    | save   | 400 CODEC                                 | INVALID          | 1
            rule of the service            | save   | 500 the host cluster is missing           | INVALID          | 1
            cluster is not registered      | find   | 500 the cluster resource host-1 is not found | absent        | 1
            cluster is not registered      | delete | 500 the cluster resource host-1 is not found | not deleted   | 1
            host is not registered         | save   | 500 the cluster resource h is not found   | INVALID          | 1
            another one is not registered  | find   | 500 the cluster resource h is not found   | INVALID          | 1
            no token                       | list   | 500 token is not found                    | UNAUTHENTICATED  | 1
            token is refused               | save   | 500 x: 401 {message: 401 Unauthorized}    | UNAUTHENTICATED  | 1
            no permission                  | save   | 403 NO_AUTHORIZATION                      | PERMISSION_DENIED | 1
            no permission                  | find   | 403 REFRESH_PERMISSIONS_ACCESS_DENIED     | PERMISSION_DENIED | 1
            project is invisible           | find   | 404 PROJECT_NOT_FOUND                     | NOT_FOUND        | 1
            project is invisible           | delete | 404 PROJECT_NOT_FOUND                     | NOT_FOUND        | 1
            server panics                  | save   | 500 UNKNOWN                               | OUTCOME_UNKNOWN  | 1
            server panics                  | find   | 500 UNKNOWN                               | SERVER_FAULT     | 1
            server panics                  | delete | 500 UNKNOWN                               | OUTCOME_UNKNOWN  | 1
            unknown path                   | find   | text 404                                  | UNEXPECTED_REPLY | 1
            another codec                  | find   | empty 500                                 | SERVER_FAULT     | 1

            page of a proxy                | find   | html 200                                  | UNEXPECTED_REPLY | 1
            page of a proxy                | save   | html 200                                  | OUTCOME_UNKNOWN  | 1
            page of a proxy                | delete | html 200                                  | OUTCOME_UNKNOWN  | 1
            page of a proxy                | save   | html 500                                  | OUTCOME_UNKNOWN  | 1
            page of a proxy                | save   | html 401                                  | UNAUTHENTICATED  | 1
            page of a proxy                | save   | html 404                                  | UNEXPECTED_REPLY | 1
            page of a proxy                | save   | html 413                                  | UNEXPECTED_REPLY | 1
            page of a proxy                | save   | html 501                                  | SERVER_FAULT     | 1
            page of a proxy                | save   | html 524                                  | OUTCOME_UNKNOWN  | 1
            page of a proxy                | list   | html 401                                  | UNAUTHENTICATED  | 1
            page of a proxy                | list   | html 403                                  | PERMISSION_DENIED | 1
            page of a proxy                | list   | html 407                                  | UNEXPECTED_REPLY | 1
            page of a proxy                | list   | html 400                                  | UNEXPECTED_REPLY | 1
            page of a proxy                | list   | html 500                                  | SERVER_FAULT     | 1
            page that is not UTF-8         | list   | bytes 500                                 | SERVER_FAULT     | 1
            reply that is not UTF-8        | list   | bytes 200                                 | UNEXPECTED_REPLY | 1
            huge error                     | list   | huge 500                                  | SERVER_FAULT     | 1
            huge reply                     | list   | huge 200                                  | UNEXPECTED_REPLY | 1
            empty reply                    | find   | empty 200                                 | UNEXPECTED_REPLY | 1
            no content                     | find   | empty 204                                 | UNEXPECTED_REPLY | 1
            reply about another cluster    | find   | other cluster                             | UNEXPECTED_REPLY | 1
            reply without a name           | find   | json {}                                   | UNEXPECTED_REPLY | 1
            list without items             | list   | json {}                                   | UNEXPECTED_REPLY | 1
            list of something else         | list   | json {"items":[7]}                        | UNEXPECTED_REPLY | 1
            no message                     | save   | json {}                                   | OUTCOME_UNKNOWN  | 1
            no message                     | delete | json []                                   | OUTCOME_UNKNOWN  | 1
            huge reply                     | save   | huge 200                                  | OUTCOME_UNKNOWN  | 1
            no content                     | delete | empty 204                                 | OUTCOME_UNKNOWN  | 1
            empty reply                    | save   | empty 200                                 | OUTCOME_UNKNOWN  | 1
            another codec                  | delete | empty 500                                 | OUTCOME_UNKNOWN  | 1
            redirect                       | find   | redirect 302                              | UNEXPECTED_REPLY | 1
            redirect                       | save   | redirect 307                              | UNEXPECTED_REPLY | 1
            redirect                       | delete | redirect 308                              | UNEXPECTED_REPLY | 1

            reset after reading            | find   | reset, cluster                            | found            | 2
            reset after reading            | list   | reset, empty list                         | listed           | 2
            reset after reading            | save   | reset, done                               | OUTCOME_UNKNOWN  | 1
            reset after reading            | delete | reset, done                               | OUTCOME_UNKNOWN  | 1
            end after reading              | find   | closed, cluster                           | found            | 2
            end after reading              | save   | closed, done                              | OUTCOME_UNKNOWN  | 1
            half a body                    | find   | half body, cluster                        | found            | 2
            half a body                    | save   | half body, done                           | OUTCOME_UNKNOWN  | 1
            stale connection               | find   | 503, reset, cluster                       | found            | 3
            stale connection               | save   | 503, reset, done                          | OUTCOME_UNKNOWN  | 2
            stale connection               | delete | 503, reset, done                          | OUTCOME_UNKNOWN  | 2
            # The JDK's client sends each GET again after a reset, so three attempts are six requests.
            reset each time                | list   | reset                                     | UNREACHABLE      | 6
            reset each time                | save   | reset                                     | OUTCOME_UNKNOWN  | 1

            not available                  | find   | 503, cluster                              | found            | 2
            not available                  | save   | 503, done                                 | saved            | 2
            not available                  | delete | retry-after 503, done                     | deleted          | 2
            not available, with a page     | list   | huge 503, empty list                      | listed           | 2
            not available, with a page     | save   | huge 503, done                            | saved            | 2
            not available each time        | save   | 503                                       | SERVER_FAULT     | 3
            not available for an hour      | list   | hour 503, empty list                      | SERVER_FAULT     | 1
            too many requests              | list   | 429, empty list                           | listed           | 2
            too many requests              | save   | retry-after 429, done                     | saved            | 2
            too many requests each time    | delete | 429                                       | RATE_LIMITED     | 3
            gateway gives up               | find   | 502, cluster                              | found            | 2
            gateway gives up               | list   | 504, empty list                           | listed           | 2
            gateway gives up               | save   | 502, done                                 | OUTCOME_UNKNOWN  | 1
            gateway gives up               | delete | 504, done                                 | OUTCOME_UNKNOWN  | 1

            silence                        | find   | silence                                   | TIMEOUT          | 1
            silence                        | save   | silence                                   | OUTCOME_UNKNOWN  | 1
            silence                        | delete | silence                                   | OUTCOME_UNKNOWN  | 1
            stalled body                   | list   | stalled body                              | TIMEOUT          | 1
            stalled body                   | save   | stalled body                              | OUTCOME_UNKNOWN  | 1
            """)
    void call(String what, String call, String script, String result, int requests) {
        ScriptedServer elsewhere = server(json(200, DONE));
        ScriptedServer server = server(json(200, DONE));
        server.script(Arrays.stream(script.split(", "))
                .map(action -> action(server, elsewhere, action))
                .toArray(ScriptedServer.Action[]::new));
        boolean waits = script.startsWith("silence") || script.startsWith("stalled");
        NautesClient.Builder builder = NautesClient.builder(server.uri())
                .retryPolicy(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1)))
                .deadline(waits ? Duration.ofMillis(500) : Duration.ofSeconds(20));

        assertThat(outcome(way.of(client(builder)), call)).isEqualTo(result);

        assertThat(server.requests())
                .hasSize(requests)
                .allSatisfy(request -> assertThat(request.lines())
                        .contains("Authorization: Bearer " + TOKEN, "Accept: application/json")
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("upgrade:"))
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("expect:")));
        assertThat(elsewhere.requests()).isEmpty();
    }

    private static String outcome(ClusterRegistry registry, String call) {
        try {
            return switch (call) {
                case "find" ->
                    registry.find("host-1")
                            .map(cluster -> cluster.name().equals("host-1") ? "found" : "another one")
                            .orElse("absent");
                case "list" -> registry.list().all().isEmpty() ? "listed" : "something";
                case "save" -> registry.save("host-1", HOST).change() == Change.SAVED ? "saved" : "something";
                default -> registry.delete("host-1").deleted() ? "deleted" : "not deleted";
            };
        } catch (RegistryException e) {
            return code(() -> {
                        throw e;
                    })
                    .name();
        }
    }

    private static ScriptedServer.Action action(ScriptedServer server, ScriptedServer elsewhere, String name) {
        return switch (name) {
            case "cluster" -> json(200, CLUSTER);
            case "other cluster" -> json(200, CLUSTER.replace("host-1", "host-2"));
            case "empty list" -> json(200, " {\"items\" : [] }");
            case "done" -> json(200, DONE);
            case "reset" -> reset();
            case "closed" -> closed();
            case "half body" -> halfBody();
            case "silence" -> server.silence();
            case "stalled body" -> server.stalledBody();
            default -> described(elsewhere, name);
        };
    }

    private static ScriptedServer.Action described(ScriptedServer elsewhere, String name) {
        String[] words = name.split(" ", 2);
        return switch (words[0]) {
            case "json" -> json(200, words[1]);
            case "html" -> page(words[1], "<html>sign in</html>", "Content-Type: text/html");
            case "text" -> page(words[1], "404 page not found\n", "Content-Type: text/plain");
            case "empty" -> page(words[1], "");
            case "bytes" -> page(words[1], "\u00ff\u00fe\u0000{");
            case "huge" -> page(words[1], "<html>".repeat(words[1].equals("200") ? 3_000_000 : 20_000));
            case "retry-after" -> page(words[1], "", "Retry-After: 0");
            case "hour" -> page(words[1], "", "Retry-After: 3600");
            case "redirect" -> page(words[1], "", "Location: " + elsewhere.uri() + "/login?session=hush-hush");
            default -> words.length == 1 ? page(words[0], "") : error(Integer.parseInt(words[0]), words[1]);
        };
    }

    /** Returns an error whose reason (if it is in upper case) or message is the text. */
    private static ScriptedServer.Action error(int status, String text) {
        boolean isReason = text.matches("[A-Z_]+");
        return json(
                status,
                "{\"code\":" + status + ", \"reason\":\"" + (isReason ? text : "") + "\", \"message\":\""
                        + (isReason ? "unknown request error" : text) + "\", \"metadata\":{}}");
    }

    private static ScriptedServer.Action page(String status, String body, String... headers) {
        return ScriptedServer.reply(Integer.parseInt(status), body.getBytes(StandardCharsets.ISO_8859_1), headers);
    }
}
