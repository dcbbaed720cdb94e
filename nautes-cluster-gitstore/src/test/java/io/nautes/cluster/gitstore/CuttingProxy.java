package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A proxy between a store and its server on the level of sockets, which resets connections in the middle. */
final class CuttingProxy implements AutoCloseable {
    /** The direction in which a connection is cut. */
    enum Way {
        /** After the given number of bytes of the request. */
        UP,
        /** After the given number of bytes of the reply. */
        DOWN
    }

    private record Cut(Predicate<String> request, Way way, int bytes) {}

    private final ServerSocket socket;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Cut cut = new Cut(request -> false, Way.UP, 0);
    private final AtomicInteger left = new AtomicInteger();

    CuttingProxy(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort() + "/tenant.git";
    }

    /**
     * Cuts the next exchanges whose request line contains a text.
     *
     * @param times the number of exchanges
     * @param bytes the number of bytes after which to cut, counted from the start of the request or the reply
     */
    void cut(int times, String requestLine, Way way, int bytes) {
        cut = new Cut(line -> line.contains(requestLine), way, bytes);
        left.set(times);
    }

    /** Returns the number of connections that were cut. */
    int cuts() {
        return cuts.get();
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
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Cutter cutter = new Cutter(client, server);
            threads.execute(() -> pump(server, client, Way.DOWN, cutter));
            pump(client, server, Way.UP, cutter);
        } catch (IOException e) {
            // The test checks how the store handles this broken connection.
        }
    }

    private static void pump(Socket from, Socket to, Way way, Cutter cutter) {
        byte[] buffer = new byte[1 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read; (read = in.read(buffer)) >= 0; ) {
                int allowed = cutter.allowed(way, buffer, read);
                out.write(buffer, 0, allowed);
                if (allowed < read) {
                    cutter.reset();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            cutter.reset();
        }
    }

    /**
     * A watcher of the exchanges of one connection. It reads only the first part of a request, which contains its line.
     */
    private final class Cutter {
        private final Socket client;
        private final Socket server;
        private Cut current = cut;
        private boolean armed;
        private int passed;
        private boolean replying = true;

        Cutter(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        synchronized int allowed(Way way, byte[] buffer, int read) {
            if (way == Way.UP && replying) {
                String line = new String(buffer, 0, Math.min(read, 200), StandardCharsets.ISO_8859_1)
                        .lines()
                        .findFirst()
                        .orElse("");
                current = cut;
                armed = current.request().test(line) && left.getAndDecrement() > 0;
                passed = 0;
                replying = false;
            } else if (way == Way.DOWN && !replying) {
                replying = true;
                passed = current.way() == Way.DOWN ? 0 : passed;
            }
            if (!armed || current.way() != way) {
                return read;
            }
            int allowed = Math.min(read, Math.max(0, current.bytes() - passed));
            passed += read;
            if (allowed < read) {
                cuts.incrementAndGet();
            }
            return allowed;
        }

        void reset() {
            for (Socket end : new Socket[] {client, server}) {
                try {
                    end.setSoLinger(true, 0);
                    end.close();
                } catch (IOException e) {
                    // The connection is closed.
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
