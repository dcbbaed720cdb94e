package io.nautes.cluster.examples.tool.graph;

/** The languages of pictures; users type the names of the constants. */
public enum GraphLanguage {
    /** English. */
    en,
    /** Chinese. */
    zh
}
