/**
 * An engine for the part of Go's {@code text/template} language that cluster templates are written in: values, blocks,
 * pipelines and the built-in functions, white space to the byte. It knows nothing of clusters and of Git; what a template
 * can see and call is handed to it. Not for use outside this module.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.NullMarked;
