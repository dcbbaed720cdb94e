/**
 * An engine for the part of Go's {@code text/template} language that cluster templates use: values, blocks, pipelines
 * and the built-in functions. White space is exactly that of Go. The engine knows nothing about clusters and Git; its
 * caller provides the data and functions of a template. Not for use outside this module.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.NullMarked;
