/**
 * The rendering of files from a cluster template repository. Only {@link
 * io.nautes.cluster.gitstore.internal.rendering.GitTemplates}, which reads the templates, depends on Git.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.NullMarked;
