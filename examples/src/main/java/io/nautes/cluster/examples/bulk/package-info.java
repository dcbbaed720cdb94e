/** Many clusters at once: {@link io.nautes.cluster.examples.bulk.CsvImport} registers those of a CSV file. */
@NullMarked
package io.nautes.cluster.examples.bulk;

import org.jspecify.annotations.NullMarked;
