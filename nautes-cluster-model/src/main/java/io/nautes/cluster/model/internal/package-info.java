/** Neutral reading of JSON and YAML, shared by the modules of this project. Not for use outside it. */
@NullMarked
package io.nautes.cluster.model.internal;

import org.jspecify.annotations.NullMarked;
