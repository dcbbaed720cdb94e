package io.nautes.cluster.gitstore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the level of sockets that answers selected requests in ways that no library for HTTP servers allows. Each
 * connection carries one request.
 */
final class MisbehavingProxy implements AutoCloseable {
    /** An answer to a request whose header was read. */
    interface Misbehavior {
        void answer(InputStream in, OutputStream out) throws IOException;
    }

    private record Rule(String requestLine, Misbehavior misbehavior) {}

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger misbehaved = new AtomicInteger();
    private volatile @Nullable Rule rule;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "misbehaving-proxy");
        thread.setDaemon(true);
        return thread;
    });

    MisbehavingProxy(int target) {
        this.target = target;
        try {
            socket = new ServerSocket();
            // Connections inherit this size, so unread content soon blocks its sender.
            socket.setReceiveBufferSize(1 << 12);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort() + "/tenant.git";
    }

    /** Answers the requests whose first line contains a text with a misbehavior; other requests reach the server. */
    void misbehave(String requestLine, Misbehavior misbehavior) {
        rule = new Rule(requestLine, misbehavior);
    }

    void behave() {
        rule = null;
    }

    /** Returns the number of requests that were answered with a misbehavior. */
    int misbehaved() {
        return misbehaved.get();
    }

    /** Waits until the proxy is closed. */
    void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            String head = head(in);
            Rule current = rule;
            if (head.isEmpty()) {
                return;
            }
            if (current != null && head.lines().findFirst().orElse("").contains(current.requestLine())) {
                misbehaved.incrementAndGet();
                current.misbehavior().answer(in, client.getOutputStream());
            } else {
                forward(client, in, head);
            }
        } catch (IOException e) {
            // The client sees a broken connection.
        } finally {
            open.remove(client);
        }
    }

    private void forward(Socket client, InputStream in, String head) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            server.setTcpNoDelay(true);
            server.getOutputStream().write(ascii(closing(head)));
            threads.execute(() -> pump(in, server));
            client.getOutputStream().write(ascii(closing(head(server.getInputStream()))));
            server.getInputStream().transferTo(client.getOutputStream());
            open.remove(server);
        }
    }

    private static void pump(InputStream from, Socket to) {
        try {
            from.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction notices this.
        }
    }

    private static String closing(String head) {
        return head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        end.countDown();
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
