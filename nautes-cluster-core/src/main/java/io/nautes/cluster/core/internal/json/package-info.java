/** The JSON forms of results that Jackson cannot derive from their declarations. */
@NullMarked
package io.nautes.cluster.core.internal.json;

import org.jspecify.annotations.NullMarked;
