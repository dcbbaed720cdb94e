package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid input: empty, endless, in another encoding, or URLs with passwords. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToolInputTest {
    private static final String HOST = new String(ClusterJson.write(ClusterFixtures.host()), StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    private final InputStream standardInput = System.in;

    @BeforeEach
    void emptyStandardInput() {
        System.setIn(InputStream.nullInputStream());
    }

    @AfterEach
    void restoreStandardInput() {
        System.setIn(standardInput);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "apply", "explain", "diff", "remove"})
    void inputWithoutClustersIsRefused(String command) throws IOException {
        Path empty =
                Files.createDirectories(temp.resolve("empty").resolve("sub")).getParent();
        Path list = Files.writeString(temp.resolve("list.yaml"), "apiVersion: v1\nkind: List\nitems: []\n");

        ToolRun folder = ToolRun.of(command, "-f", empty, "--repository", temp);
        assertThat(folder.code()).isEqualTo(1);
        assertThat(folder.err()).contains("no cluster was found", "empty: no file in this folder ends in .json, .yaml");
        assertThat(ToolRun.of(command, "-f", list, "--repository", temp).code()).isEqualTo(1);
        assertThat(ToolRun.of(command, "-f", "-", "--name", "x", "--repository", temp)
                        .code())
                .isEqualTo(1);
    }

    @Test
    void fileExtensionsMayBeInUpperCase() throws IOException {
        Files.writeString(temp.resolve("HOST.JSON"), HOST);

        ToolRun run = ToolRun.of("validate", "-f", temp, "--name", "host-1");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("HOST.JSON (host-1)");
    }

    @Test
    void otherEncodingsAreReportedWithTheFile() throws IOException {
        Path latin = Files.write(
                temp.resolve("latin.yaml"), "primary_domain: z\u00fcrich".getBytes(StandardCharsets.ISO_8859_1));
        Path kubeconfig = Files.write(temp.resolve("kc"), "a: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Path pointing = Files.writeString(
                temp.resolve("host-2.json"), "{\"api_server\":\"https://192.0.2.1:6443\",\"kubeconfig\":\"@kc\"}");

        ToolRun run = ToolRun.of("validate", "-f", latin);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("latin.yaml: not in UTF-8; save it in UTF-8");
        assertThat(ToolRun.of("validate", "-f", pointing).err()).contains(kubeconfig + ": not in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM", "UTF-8"})
    void byteOrderMarksAreUnderstood(String charset) throws IOException {
        String text = charset.equals("UTF-8") ? "\ufeff" + HOST : HOST;
        Path file = Files.write(temp.resolve("host-1.json"), text.getBytes(Charset.forName(charset)));

        ToolRun run = ToolRun.of("validate", "-f", file);

        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void endlessStandardInputIsRefused() {
        System.setIn(new InputStream() {
            @Override
            public int read() {
                return 'y';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                java.util.Arrays.fill(bytes, offset, offset + length, (byte) 'y');
                return length;
            }
        });

        ToolRun run = ToolRun.of("validate", "-f", "-", "--name", "x");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("standard input: larger than 16 MiB").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:p^ss-hush@host",
                "https://user:hush@ho st",
                "https:/user:hush@host",
                "user:hush@host",
                "https://user:hush@host:99999",
                "https://user:hush@host",
                "://user:hush@",
                "https://hush@host/\\"
            })
    void passwordsInUrlsAreNotShown(String url) {
        for (ToolRun run : new ToolRun[] {
            ToolRun.of("get", "--api-server", url, "--token", "hush-token"),
            ToolRun.of("get", "--repository", url),
            ToolRun.of("remove", "x", "--repository", temp, "--vault", url),
            ToolRun.of(
                    "render", "-f", temp, "--repository", temp, "--templates", url, "--settings", temp.resolve("none"))
        }) {
            assertThat(run.out() + run.err()).doesNotContain("hush");
            assertThat(run.code()).isNotZero();
        }
        assertThat(ToolRun.of("get", "--api-server", url, "--token", "t").code())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@git.example.com:group/tenant.git",
                "ssh://git@git.example.com:2222/tenant.git",
                "https://git.example.com/a@b/tenant.git"
            })
    void addressesWithAUserNameAreAccepted(String address) {
        assertThat(Addresses.checked("--repository", address)).isEqualTo(address);
    }

    @Test
    void folderMayHaveAnAtSignInItsName() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("a:b@c"));

        assertThat(Addresses.checked("--repository", folder.toString())).isEqualTo(folder.toString());
    }

    @Test
    void invalidUrlIsReportedInTermsOfTheTool() {
        ToolRun run = ToolRun.of("get", "--api-server", "127.0.0.1:8080", "--token", "t");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("such as https://nautes.example.com").doesNotContain("Illegal character");
    }

    @Test
    void largeRegistryIsShownInYaml() throws IOException {
        StringBuilder clusters = new StringBuilder("{\"items\":[");
        for (int i = 0; i < 9000; i++) {
            clusters.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"host-")
                    .append(i)
                    .append("\",\"api_server\":\"https://")
                    .append("a".repeat(400))
                    .append("\",\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"physical\",\"usage\":\"host\"}");
        }
        byte[] reply = clusters.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        try (HttpReply server = new HttpReply(200, "application/json", reply)) {
            ToolRun run = ToolRun.of("get", "-o", "yaml", "--api-server", server.uri(), "--token", "t");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("- name: host-8999\n").hasSizeGreaterThan(3 << 20);
        }
    }

    @Test
    void unansweredServerIsReportedWithoutNull() {
        ToolRun run = ToolRun.of("get", "--api-server", "http://127.0.0.1:1", "--token", "t");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("ConnectException").doesNotContain("null");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void inputIsReadAsItArrives() throws IOException {
        assertThat(TextFiles.read(new ByteArrayInputStream(new byte[0]), "x")).isEmpty();
        assertThat(TextFiles.read(new ByteArrayInputStream("\u00fc".getBytes(StandardCharsets.UTF_8)), "x"))
                .isEqualTo("\u00fc");
    }
}
