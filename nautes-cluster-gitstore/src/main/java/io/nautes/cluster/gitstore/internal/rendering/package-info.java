/**
 * Renders the files of a cluster template repository for clusters. {@link
 * io.nautes.cluster.gitstore.internal.rendering.GitTemplates} alone knows Git: it reads the templates.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.NullMarked;
