package io.nautes.cluster.model.internal.support;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The version of the library. It is a resource because the manifest of a jar cannot be read by a named module, nor in a jar
 * that holds several.
 */
public final class LibraryVersion {
    private static final String VERSION = read();

    private LibraryVersion() {}

    /** Returns the version, such as {@code 1.2.0}. */
    public static String get() {
        return VERSION;
    }

    /** Returns a value of the header {@code User-Agent}, such as {@code nautes-cluster-client/1.2.0}. */
    public static String userAgent(String module) {
        return module + "/" + VERSION;
    }

    private static String read() {
        try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
