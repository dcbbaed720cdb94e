package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Our verdict on generated values against the patterns, lists and lengths that the tenant management cluster applies. We
 * never accept what it refuses; what we refuse although it accepts it is of the classes listed here.
 */
class SchemaDifferentialTest {
    private static final int URLS = 20_000;
    private static final int VALUES = 1_000;

    /** As the resource definition has it, with a word boundary that, as in Go, knows ASCII only. */
    private static final Pattern API_SERVER = Pattern.compile("https?:\\/\\/(www\\.)?[-a-zA-Z0-9@:%._\\+~#=]{1,256}"
            + "\\.[a-zA-Z0-9()]{1,6}(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))([-a-zA-Z0-9()@:%_\\+.~#?&\\/\\/=]*)");

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** The rules that are stricter than the schema on purpose: each refuses what could never work, or is a secret. */
    private static final Set<String> STRICTER_ON_URLS = Set.of(
            "api_server_malformed",
            "api_server_user_info",
            "api_server_white_space",
            "api_server_query",
            "api_server_fragment",
            "api_server_path_malformed",
            "api_server_port_out_of_range",
            "api_server_host_malformed",
            "api_server_host_refused");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void urls() {
        Set<String> stricter = new TreeSet<>();
        int accepted = 0;
        for (int i = 0; i < URLS; i++) {
            String url = url();
            List<String> codes =
                    errors("/api_server", Requests.host().toBuilder().apiServer(url));
            boolean schemaAccepts = API_SERVER.matcher(url).find();
            if (codes.isEmpty()) {
                accepted++;
                assertThat(schemaAccepts)
                        .as("seed %s: \"%s\" is accepted", seed, url)
                        .isTrue();
            } else if (schemaAccepts) {
                stricter.addAll(codes);
                if (codes.equals(List.of("api_server_host_refused"))) {
                    assertThat(API_SERVER.matcher(url).lookingAt())
                            .as("seed %s: \"%s\" matches only in its path", seed, url)
                            .isFalse();
                }
            }
        }
        assertThat(accepted).as("URLs of seed %s that are accepted", seed).isGreaterThan(URLS / 20);
        assertThat(stricter).as("seed %s", seed).isEqualTo(new TreeSet<>(STRICTER_ON_URLS));
    }

    private record Field(
            String pointer,
            Predicate<String> schema,
            Function<String, ClusterRequest.Builder> request,
            Set<String> stricter) {}

    @Test
    void otherFields() {
        Function<String, ClusterRequest.Builder> virtual = value -> Requests.virtualPipeline(31002).toBuilder();
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Field field : List.of(
                new Field(
                        "/cluster_type",
                        Set.of("physical", "virtual")::contains,
                        value -> virtual.apply(value).clusterType(ClusterType.of(value)),
                        Set.of()),
                new Field(
                        "/usage",
                        Set.of("host", "worker")::contains,
                        value -> virtual.apply(value).usage(Usage.of(value)),
                        Set.of("usage_not_for_virtual")),
                new Field(
                        "/worker_type",
                        Set.of("", "deployment", "pipeline")::contains,
                        value -> virtual.apply(value).workerType(WorkerType.of(value)),
                        Set.of("worker_type_missing")),
                new Field(
                        "/host_cluster",
                        value -> value.isEmpty() || isName(value),
                        value -> virtual.apply(value).hostCluster(value),
                        Set.of("host_cluster_missing", "host_cluster_not_a_label")),
                new Field(
                        "/primary_domain",
                        value -> value.isEmpty() || isName(value.toLowerCase(Locale.ROOT)),
                        value -> virtual.apply(value).primaryDomain(value),
                        Set.of("primary_domain_not_a_dns_name")),
                new Field(
                        "/vcluster/https_node_port",
                        value -> value.isEmpty() || isPort(value),
                        value -> virtual.apply(value).vcluster(new Vcluster(value)),
                        Set.of("vcluster_port_malformed")),
                new Field(
                        "/components_list/deployment/namespace",
                        value -> value.isEmpty() || isLabel(value),
                        value -> virtual.apply(value)
                                .component(ComponentCategory.DEPLOYMENT, Component.of("argocd", value)),
                        Set.of()))) {
            seen.put(field.pointer(), compare(field));
            assertThat(field.stricter()).as(field.pointer()).containsAll(seen.get(field.pointer()));
        }
    }

    /** Returns the codes with which values that the schema accepts are refused. */
    private Set<String> compare(Field field) {
        Set<String> stricter = new TreeSet<>();
        for (int i = 0; i < VALUES; i++) {
            String value = value();
            List<String> codes = errors(field.pointer(), field.request().apply(value));
            boolean schemaAccepts = field.schema().test(value);
            if (codes.isEmpty()) {
                assertThat(schemaAccepts)
                        .as("seed %s: %s \"%s\" is accepted", seed, field.pointer(), value)
                        .isTrue();
            } else if (schemaAccepts) {
                stricter.addAll(codes);
            }
        }
        return stricter;
    }

    private static List<String> errors(String pointer, ClusterRequest.Builder request) {
        return ClusterEvaluator.standard().evaluate("c1", request.build()).report().errors().stream()
                .filter(finding -> finding.pointer().equals(pointer))
                .map(Finding::code)
                .toList();
    }

    private static boolean isLabel(String text) {
        return text.length() <= 63 && text.matches(LABEL);
    }

    /** As Kubernetes checks names of objects, which does not limit their parts. */
    private static boolean isName(String text) {
        return text.length() <= 253 && text.matches(LABEL + "(\\." + LABEL + ")*");
    }

    /** As Go reads a number, which may have leading zeros. */
    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    private String url() {
        StringBuilder url =
                new StringBuilder(oneOf("https://", "https://", "https://", "http://", "HTTPS://", "ftp://", ""));
        url.append(chance(20) ? oneOf("u:p@", "u@", "@") : "");
        url.append(host());
        url.append(chance(3) ? ":" + oneOf("6443", "443", "0", "06443", "65536", "x", "", "31000") : "");
        url.append(
                chance(3)
                        ? oneOf("/", "/k8s/clusters/c-abcde", "/../x", "/%zz", "/a b", "/{x}", "/https://a.b", "/é")
                        : "");
        url.append(chance(12) ? oneOf("?x", "?", "?a=b.c") : "");
        url.append(chance(12) ? oneOf("#x", "#") : "");
        if (chance(10)) {
            url.insert(
                    random.nextInt(url.length() + 1),
                    oneOf(" ", "\n", "\\", "%", ".", "/", "-", "_", "\u00a0", "@", "://"));
        }
        return url.toString();
    }

    private String host() {
        return switch (random.nextInt(12)) {
            case 0 -> oneOf("localhost", "kube", "api.internal", "a.b.", ".a.b", "a..b", "-a.b", "a_b.com", "");
            case 1 -> oneOf("[::1]", "[2001:db8::1]", "[x]", "[::ffff:192.0.2.1]", "[", "]");
            case 2 -> oneOf("10.1.2.300", "10.1", "01.02.03.04", "1.2.3.4.5", "a.1", "127.0.0.1");
            case 3 -> "a".repeat(1 + random.nextInt(300)) + "." + letters(1 + random.nextInt(8));
            case 4, 5, 6 ->
                random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            default -> {
                List<String> labels = new ArrayList<>();
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    labels.add(letters(1 + random.nextInt(9)));
                }
                yield String.join(".", labels);
            }
        };
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 ->
                oneOf(
                        "",
                        "physical",
                        "virtual",
                        "host",
                        "worker",
                        "deployment",
                        "pipeline",
                        "Physical",
                        "HOST",
                        " host");
            case 1 -> Integer.toString(random.nextInt(80_000));
            case 2 -> oneOf("0", "00080", "065535", "+80", "8e1", "0x50", "٣٠٠٨٠", "80\n", "-1", "99999999999");
            case 3 -> letters(1 + random.nextInt(80));
            case 4 -> letters(1 + random.nextInt(80)) + "." + letters(1 + random.nextInt(200));
            case 5 -> oneOf("a.", ".a", "a..b", "-a", "a-", "a_b", "A.b", "a\n", "a b", "é", "a/b", "..");
            case 6 -> letters(3) + oneOf("-", ".", "_", "--", "A", "1") + letters(3);
            default -> letters(1 + random.nextInt(5)) + "." + letters(1 + random.nextInt(5)) + ".io";
        };
    }

    private String letters(int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }
}
