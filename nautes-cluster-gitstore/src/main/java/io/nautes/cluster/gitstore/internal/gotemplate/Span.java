package io.nautes.cluster.gitstore.internal.gotemplate;

/** A piece of a template's text, end exclusive. */
record Span(int start, int end) {}
