/** A bulk import: {@link io.nautes.cluster.examples.bulk.CsvImport} registers the clusters of a CSV file. */
@NullMarked
package io.nautes.cluster.examples.bulk;

import org.jspecify.annotations.NullMarked;
