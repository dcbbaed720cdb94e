package io.nautes.cluster.benchmarks.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.benchmarks.JavaProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * A server of the bare repositories in a folder over smart HTTP, in a separate process. Its work is the same for all clients,
 * so that differences are caused by the clients.
 */
public final class GitServer implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private GitServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a server.
     *
     * @param root the folder with the repositories
     * @return the server
     * @throws IOException if it does not start
     */
    public static GitServer start(Path root) throws IOException {
        // Without the property, the JDK's server replies 40 ms late over a loopback connection.
        Process process = JavaProcess.start(
                List.of("-Dsun.net.httpserver.nodelay=true", "-Xmx600m"), GitServer.class, root.toString());
        return new GitServer(process, URI.create(JavaProcess.firstLine(process)));
    }

    /**
     * Returns the URL of the folder.
     *
     * @return the URL, with a slash at the end
     */
    public URI uri() {
        return uri;
    }

    /** Ends the process. */
    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Serves until the process is ended.
     *
     * @param arguments the folder
     * @throws IOException if no port is free
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Map<String, Repository> repositories = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                String[] steps = exchange.getRequestURI().getPath().split("/", -1);
                answer(exchange, repositories.computeIfAbsent(steps[1], name -> open(root.resolve(name))));
            }
        });
        server.start();
        System.out.println("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private static Repository open(Path folder) {
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, Repository repository) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean receives = exchange.getRequestURI().toString().contains("git-receive-pack");
        String service = receives ? "git-receive-pack" : "git-upload-pack";
        boolean advertises = path.endsWith("/info/refs");
        exchange.getResponseHeaders()
                .set("Content-Type", "application/x-" + service + (advertises ? "-advertisement" : "-result"));
        exchange.sendResponseHeaders(200, 0);
        try (InputStream in = body(exchange);
                OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            if (advertises) {
                PacketLineOut lines = new PacketLineOut(out);
                lines.writeString("# service=" + service + "\n");
                lines.end();
                advertise(repository, receives, new PacketLineOutRefAdvertiser(lines));
            } else if (receives) {
                ReceivePack pack = new ReceivePack(repository);
                pack.setBiDirectionalPipe(false);
                pack.receive(in, out, null);
            } else {
                UploadPack pack = new UploadPack(repository);
                pack.setBiDirectionalPipe(false);
                pack.upload(in, out, null);
            }
        }
    }

    private static void advertise(Repository repository, boolean receives, PacketLineOutRefAdvertiser lines)
            throws IOException {
        if (receives) {
            new ReceivePack(repository).sendAdvertisedRefs(lines);
        } else {
            UploadPack pack = new UploadPack(repository);
            pack.setBiDirectionalPipe(false);
            pack.sendAdvertisedRefs(lines);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }
}
