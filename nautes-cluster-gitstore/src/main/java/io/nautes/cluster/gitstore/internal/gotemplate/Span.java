package io.nautes.cluster.gitstore.internal.gotemplate;

/** A range of a template's text. The end is exclusive. */
record Span(int start, int end) {}
