package io.nautes.cluster.gitstore;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is.
 *
 * @param uri what JGit takes
 * @param isHttp whether it is spoken to over HTTP
 */
record GitAddress(URIish uri, boolean isHttp) {
    private static final Set<String> HTTP = Set.of("http", "https");

    /**
     * Reads a URL or path.
     *
     * @throws IllegalArgumentException if it is neither, holds credentials, or is of a kind that is not supported; the
     *     message shows no credentials
     */
    static GitAddress of(String repository) {
        URIish uri;
        try {
            uri = new URIish(repository);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("repository: neither a URL nor a path");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean http = HTTP.contains(scheme);
        if (uri.getPass() != null || (uri.getUser() != null && http)) {
            throw new IllegalArgumentException("repository: the URL " + withoutUser(uri)
                    + " must not hold credentials; give them with credentials(...)");
        }
        if (http) {
            return new GitAddress(uri, true);
        }
        if (scheme.equals("ssh") || (scheme.isEmpty() && uri.getHost() != null)) {
            return ssh(uri);
        }
        if (scheme.equals("file") || (scheme.isEmpty() && uri.getHost() == null)) {
            String path = Path.of(uri.getPath()).toAbsolutePath().normalize().toString();
            return new GitAddress(new URIish().setPath(path), false);
        }
        throw new IllegalArgumentException("repository: " + withoutUser(uri)
                + " is of a kind that this build does not support; give an https, http, ssh or file URL, or a path");
    }

    /** The user is part of such an address, and not a secret; that of the machine's user must not stand in for it. */
    private static GitAddress ssh(URIish uri) {
        if (uri.getUser() == null) {
            throw new IllegalArgumentException("repository: " + uri
                    + " names no user; name the one that the server expects, such as git@" + uri.getHost());
        }
        return new GitAddress(uri, false);
    }

    /** Whether it is spoken to over SSH. */
    boolean isSsh() {
        return !isHttp && uri.getHost() != null;
    }

    /** Returns whether the repository is on a path of this machine. */
    boolean isLocal() {
        return !isHttp && uri.getHost() == null;
    }

    private static URIish withoutUser(URIish uri) {
        return uri.setUser(null).setPass(null);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
