package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.model.internal.support.OneLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * The address of a repository, without secrets. A text that looks like an address with credentials is refused and not
 * quoted.
 *
 * @param uri the address for JGit
 * @param isHttp whether the server is accessed over HTTP
 */
public record GitAddress(URIish uri, boolean isHttp) {
    private static final String FORMS = "give an https, http, ssh or file URL, or a path";

    /**
     * The pattern of URLs. A scheme has at least two characters, so {@code C:/} is a path. A single slash is a typing
     * error, not a path.
     */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

    private static final Pattern SCP_LIKE =
            Pattern.compile("[A-Za-z0-9._-]+@(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(?!/?/).+");

    private static final Pattern CLEARLY_A_PATH = Pattern.compile("(?:/(?!/)|\\.{1,2}/|[A-Za-z]:[/\\\\]).*");

    /**
     * Parses a URL or path.
     *
     * @throws IllegalArgumentException if the text is neither a URL nor a path, contains credentials, or has a scheme
     *     that is not supported; the message does not show credentials
     */
    public static GitAddress of(String repository) {
        if (repository.isBlank()) {
            throw refused("is empty; " + FORMS);
        }
        Matcher url = URL.matcher(repository);
        if (url.matches()) {
            return url(repository, url.group(1).toLowerCase(Locale.ROOT));
        }
        if (SCP_LIKE.matcher(repository).matches()) {
            return new GitAddress(parsed(repository), false);
        }
        if (repository.indexOf('@') >= 0 && !isPath(repository)) {
            throw refused("is neither a URL nor a path, and may contain credentials, so it is not shown; " + FORMS
                    + ", and credentials with credentials(...)");
        }
        URIish uri = parsed(repository);
        if (uri.getHost() != null && uri.getScheme() == null) {
            throw namesNoUser(uri);
        }
        return path(uri.getPath());
    }

    /** Checks that an address that is only written into files contains no credentials. */
    public static void checkHoldsNoCredentials(String address) {
        if (address.indexOf('@') >= 0) {
            of(address);
        }
    }

    private static boolean isPath(String text) {
        try {
            return CLEARLY_A_PATH.matcher(text).matches() || Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static GitAddress url(String repository, String scheme) {
        URI uri;
        try {
            uri = new URI(repository);
        } catch (URISyntaxException e) {
            // The message of the exception quotes the text.
            throw malformed();
        }
        return switch (scheme) {
            case "http", "https" -> http(repository, uri);
            case "ssh" -> ssh(repository, uri);
            case "file" -> {
                if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
                    throw malformed();
                }
                yield path(parsed(repository).getPath());
            }
            default -> throw refused("is a \"" + scheme + "\" URL, which this build does not support; " + FORMS);
        };
    }

    private static GitAddress http(String repository, URI uri) {
        checkServer(uri);
        if (uri.getRawUserInfo() != null) {
            throw refused("(a URL of the host " + uri.getHost()
                    + ") must not contain credentials; set them with credentials(...)");
        }
        return new GitAddress(parsed(repository), true);
    }

    /**
     * Returns the address with its user, which is not a secret. Without it, JGit would use the name of the local user.
     */
    private static GitAddress ssh(String repository, URI uri) {
        checkServer(uri);
        String user = uri.getUserInfo();
        if (user == null) {
            throw namesNoUser(parsed(repository));
        }
        if (user.indexOf(':') >= 0) {
            throw refused("(a URL of the host " + uri.getHost()
                    + ") must not contain credentials; set a key with ssh(GitSsh.key(...))");
        }
        return new GitAddress(parsed(repository), false);
    }

    private static void checkServer(URI uri) {
        if (uri.getHost() == null) {
            throw malformed();
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("(a URL of the host " + uri.getHost()
                    + ") must have no query and no fragment; they are not shown, because they may contain credentials");
        }
    }

    private static GitAddress path(String path) {
        try {
            return new GitAddress(
                    new URIish()
                            .setPath(Path.of(path).toAbsolutePath().normalize().toString()),
                    false);
        } catch (InvalidPathException e) {
            throw malformed();
        }
    }

    private static URIish parsed(String repository) {
        try {
            return new URIish(repository);
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException namesNoUser(URIish uri) {
        return refused(uri + " has no user; add the user that the server expects, such as git@" + uri.getHost());
    }

    private static IllegalArgumentException malformed() {
        return refused("is neither a URL nor a path; it is not shown, because it may contain credentials; " + FORMS
                + " (the name of a host has letters, digits, hyphens and dots)");
    }

    private static IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("repository: " + OneLine.escaped(problem));
    }

    /** Returns whether the server is accessed over SSH. */
    public boolean isSsh() {
        return !isHttp && uri.getHost() != null;
    }

    /** Returns whether the repository is on a local path. */
    boolean isLocal() {
        return !isHttp && uri.getHost() == null;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
