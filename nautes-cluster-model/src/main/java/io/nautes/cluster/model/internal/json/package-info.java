/** Binding of JSON and YAML documents to records with jackson-databind, with every type error and its position. */
@NullMarked
package io.nautes.cluster.model.internal.json;

import org.jspecify.annotations.NullMarked;
