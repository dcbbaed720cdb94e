package io.nautes.cluster.model.internal.syntax;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;

/** The texts of the model's constraints by message key, from the bundle that providers of Jakarta Validation read too. */
public final class ConstraintTexts {
    private static final String BUNDLE = "ContributorValidationMessages";
    private static final String ANY_KEY = "api_server_missing";

    private static final Properties ENGLISH = load(BUNDLE + ".properties");
    private static final Properties CHINESE = load(BUNDLE + "_zh.properties");

    private ConstraintTexts() {}

    /**
     * Returns whether there is a text for a key.
     *
     * @param key the key
     */
    public static boolean hasText(String key) {
        return ENGLISH.containsKey(key);
    }

    /**
     * Returns a text.
     *
     * @param key the key
     * @param chinese whether it is read in Chinese instead of English
     */
    public static String text(String key, boolean chinese) {
        return (chinese ? CHINESE : ENGLISH).getProperty(key, key);
    }

    /**
     * Loads the model's bundle. Other libraries may have a bundle of the same name, as the specification intends, so the
     * one with the model's keys is taken.
     */
    private static Properties load(String file) {
        try {
            ClassLoader loader = ConstraintTexts.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources(file))) {
                Properties texts = read(url);
                if (texts.containsKey(ANY_KEY)) {
                    return texts;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("failed to read " + file, e);
        }
        throw new IllegalStateException("nautes-cluster-model lacks its " + file);
    }

    private static Properties read(URL url) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
