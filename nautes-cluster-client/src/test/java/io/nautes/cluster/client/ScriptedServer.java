package io.nautes.cluster.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A socket server that performs one scripted action for each request, and repeats the last action. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Queue<Action> script = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** An action that is performed after a request was read. */
    interface Action {
        void answer(OutputStream out, Socket connection, String request) throws IOException, InterruptedException;
    }

    ScriptedServer(Action... actions) {
        script.addAll(List.of(actions));
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                next().answer(connection.getOutputStream(), connection, request);
                if (connection.isClosed()) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client closed the connection, or the test has ended.
        }
    }

    private synchronized Action next() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    private static String read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int length = 0;
        for (int c; (c = in.read()) >= 0; ) {
            if (c == '\n') {
                String text = line.toString();
                if (text.isEmpty()) {
                    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                    return String.join("\n", lines) + "\n\n" + body;
                }
                if (text.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(text.substring(15).strip());
                }
                lines.add(text);
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        return null;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Returns the received requests, each with its head and body. */
    List<String> requests() {
        return requests;
    }

    static Action reply(int status, String body, String... headers) {
        return reply(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Action reply(int status, byte[] bytes, String... headers) {
        return (out, connection, request) -> {
            String length = status == 204 ? "" : "Content-Length: " + bytes.length + "\r\n";
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n" + length);
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        };
    }

    static Action json(int status, String body) {
        return reply(status, body, "Content-Type: application/json");
    }

    /** Returns an action that resets the connection after the request was read. */
    static Action reset() {
        return (out, connection, request) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    /** Returns an action that closes the connection without a reply. */
    static Action closed() {
        return (out, connection, request) -> connection.close();
    }

    /** Returns an action that sends a head and a part of the body, and then nothing until the server is closed. */
    Action stalledBody() {
        return (out, connection, request) -> {
            out.write("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"na".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            closing.await();
        };
    }

    /** Returns an action that sends nothing until the server is closed. */
    Action silence() {
        return (out, connection, request) -> closing.await();
    }

    /** Returns an action that sends a head and a part of the body, and then closes the connection. */
    static Action halfBody() {
        return (out, connection, request) -> {
            out.write("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"na".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            connection.close();
        };
    }

    synchronized void script(Action... actions) {
        script.clear();
        script.addAll(List.of(actions));
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
