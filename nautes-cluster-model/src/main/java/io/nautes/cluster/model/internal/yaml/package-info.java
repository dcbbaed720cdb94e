/** YAML: bounded reading with positions, and the writer whose bytes are those of Nautes. */
@NullMarked
package io.nautes.cluster.model.internal.yaml;

import org.jspecify.annotations.NullMarked;
