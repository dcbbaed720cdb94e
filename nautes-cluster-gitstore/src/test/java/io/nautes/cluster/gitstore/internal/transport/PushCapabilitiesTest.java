package io.nautes.cluster.gitstore.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the capabilities of a server, and of their cache. */
class PushCapabilitiesTest {
    private static final String TYPE = "application/x-git-receive-pack-advertisement";
    private static final String COMMIT = "c0ffee0000000000000000000000000000000000";
    private static final PushCapabilities CAPABILITIES = new PushCapabilities("report-status ofs-delta");

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private static byte[] lines(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.isEmpty() ? "0000" : "%04x".formatted(line.getBytes(UTF_8).length + 4) + line);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static PushCapabilities read(byte[] content) {
        return PushCapabilities.read(headers(Map.of("Content-Type", List.of(TYPE))), content);
    }

    @Test
    void capabilitiesFollowTheFirstRef() {
        byte[] content = lines(
                "# service=git-receive-pack\n",
                "",
                COMMIT + " refs/heads/main\0report-status ofs-delta\n",
                COMMIT + " refs/heads/other\n",
                "");

        assertThat(read(content)).isEqualTo(CAPABILITIES);
    }

    @Test
    void beginningOfALongReplyIsSufficient() {
        byte[] content = lines(
                "# service=git-receive-pack\n",
                "",
                COMMIT + " refs/heads/main\0report-status ofs-delta\n",
                COMMIT + " refs/heads/other\n");

        assertThat(read(Arrays.copyOf(content, content.length - 5))).isEqualTo(CAPABILITIES);
    }

    @Test
    void versionBeforeTheRefsIsSkipped() {
        byte[] content = lines("version 1\n", COMMIT + " refs/heads/main\0report-status ofs-delta\n", "");

        assertThat(read(content)).isEqualTo(CAPABILITIES);
    }

    @Test
    void compressedReplyIsRead() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(lines(COMMIT + " refs/heads/main\0report-status ofs-delta\n", ""));
        }

        PushCapabilities read = PushCapabilities.read(
                headers(Map.of("Content-Type", List.of(TYPE), "Content-Encoding", List.of("gzip"))),
                zipped.toByteArray());

        assertThat(read).isEqualTo(CAPABILITIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "0000", "000", "ffff" + COMMIT, "0009ERR x", "00040004"})
    void otherContentHasNoCapabilities(String content) {
        assertThat(read(content.getBytes(UTF_8))).isNull();
    }

    @Test
    void replyOfAnotherTypeHasNoCapabilities() {
        byte[] content = lines(COMMIT + " refs/heads/main\0report-status ofs-delta\n", "");

        assertThat(PushCapabilities.read(headers(Map.of("Content-Type", List.of("text/html"))), content))
                .isNull();
        assertThat(PushCapabilities.read(headers(Map.of()), content)).isNull();
    }

    @Test
    void advertisementHasOneRefAndTheCapabilities() throws IOException {
        ReplyHead reply = CAPABILITIES.advertisement("refs/heads/main", ObjectId.fromString(COMMIT));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains(TYPE);
        PacketLineIn lines = new PacketLineIn(reply.body());
        assertThat(lines.readString()).isEqualTo("# service=git-receive-pack");
        assertThat(PacketLineIn.isEnd(lines.readString())).isTrue();
        assertThat(lines.readString()).isEqualTo(COMMIT + " refs/heads/main\0report-status ofs-delta");
        assertThat(PacketLineIn.isEnd(lines.readString())).isTrue();
        assertThat(reply.body().read()).isNegative();
    }

    @Test
    void capabilitiesAreUsedOnceAfterEachSuccess() {
        PushCapabilitiesCache cache = new PushCapabilitiesCache(() -> 0);
        assertThat(cache.take()).isNull();
        cache.put(CAPABILITIES);

        assertThat(cache.take()).isEqualTo(CAPABILITIES);
        assertThat(cache.take()).isNull();
    }

    @Test
    void capabilitiesAreForgottenAMinuteAfterTheLastSuccess() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        PushCapabilitiesCache cache = new PushCapabilitiesCache(now::get);
        cache.put(CAPABILITIES);
        now.addAndGet(Duration.ofSeconds(60).toNanos());

        assertThat(cache.take()).isEqualTo(CAPABILITIES);

        cache.put(CAPABILITIES);
        now.addAndGet(Duration.ofSeconds(60).toNanos() + 1);

        assertThat(cache.take()).isNull();
    }
}
