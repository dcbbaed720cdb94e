package io.nautes.cluster.examples.tool.graph;

/** The languages of pictures; the names are what users type. */
public enum GraphLanguage {
    /** English. */
    en,
    /** Chinese. */
    zh
}
