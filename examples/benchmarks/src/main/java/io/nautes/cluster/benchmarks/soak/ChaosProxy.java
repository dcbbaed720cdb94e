package io.nautes.cluster.benchmarks.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket-level proxy between processes and a server that treats each connection at random. It forwards or delays the
 * connection, forwards replies byte by byte, cuts the connection, replies with an error, or never replies.
 */
final class ChaosProxy implements AutoCloseable {
    /** The treatment of a connection; most are forwarded, because otherwise nothing would be stored. */
    private enum Treatment {
        PASS(60),
        DELAY(10),
        DRIBBLE(6),
        CUT_REQUEST(7),
        CUT_REPLY(8),
        REFUSE(6),
        SILENCE(1),
        HALF_ERROR(2);

        private final int share;

        Treatment(int share) {
            this.share = share;
        }

        static Treatment random(Random random) {
            int number = random.nextInt(100);
            for (Treatment treatment : values()) {
                number -= treatment.share;
                if (number < 0) {
                    return treatment;
                }
            }
            return PASS;
        }
    }

    private static final int[] STATUSES = {400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 504};
    private static final int MAX_CUT = 4_000;

    private final ServerSocket socket;
    private final URI server;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();
    private volatile boolean calm;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "chaos-proxy");
        thread.setDaemon(true);
        return thread;
    });

    ChaosProxy(URI server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort() + "/";
    }

    /** Forwards all connections from now on. */
    void calmDown() {
        calm = true;
    }

    /** Returns the number of connections by treatment. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Treatment treatment = next();
                long seed = nextSeed();
                threads.execute(() -> serve(client, treatment, new Random(seed)));
            } catch (IOException e) {
                // The proxy was closed, or the client has disconnected.
            }
        }
    }

    private synchronized Treatment next() {
        Treatment treatment = calm ? Treatment.PASS : Treatment.random(random);
        counts.merge(treatment.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        return treatment;
    }

    private synchronized long nextSeed() {
        return random.nextLong();
    }

    private void serve(Socket client, Treatment treatment, Random dice) {
        try (client) {
            switch (treatment) {
                case SILENCE -> pause(TimeUnit.SECONDS.toMillis(20));
                case REFUSE -> refuse(client, dice, true);
                case HALF_ERROR -> refuse(client, dice, false);
                default -> pass(client, treatment, dice);
            }
        } catch (IOException e) {
            // One side has disconnected, which is the purpose of this proxy.
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void refuse(Socket client, Random dice, boolean isWhole) throws IOException {
        client.getInputStream().read(new byte[8192]);
        int status = STATUSES[dice.nextInt(STATUSES.length)];
        String reply = "HTTP/1.1 " + status + " Chaos\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n"
                + (status == 429 || status == 503 ? "Retry-After: 1\r\n" : "") + "Connection: close\r\n\r\nchaos\n";
        byte[] bytes = reply.getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(bytes, 0, isWhole ? bytes.length : dice.nextInt(bytes.length));
        client.getOutputStream().flush();
    }

    private void pass(Socket client, Treatment treatment, Random dice) throws IOException {
        if (treatment == Treatment.DELAY) {
            pause(dice.nextInt(1_500));
        }
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            int up = treatment == Treatment.CUT_REQUEST ? dice.nextInt(MAX_CUT) : Integer.MAX_VALUE;
            int down = treatment == Treatment.CUT_REPLY ? dice.nextInt(MAX_CUT) : Integer.MAX_VALUE;
            threads.execute(() -> {
                copy(client, target, up, false);
                close(target);
                close(client);
            });
            copy(target, client, down, treatment == Treatment.DRIBBLE);
        }
    }

    private static void copy(Socket from, Socket to, int limit, boolean dribbles) {
        byte[] buffer = new byte[dribbles ? 1 : 8192];
        int left = limit;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                out.write(buffer, 0, Math.min(read, left));
                out.flush();
                left -= read;
                if (dribbles) {
                    pause(1);
                }
            }
        } catch (IOException e) {
            // One side has disconnected.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A failure to close is ignored.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
