/** Texts of findings, in English and Chinese. */
@NullMarked
package io.nautes.cluster.core.internal.finding;

import org.jspecify.annotations.NullMarked;
