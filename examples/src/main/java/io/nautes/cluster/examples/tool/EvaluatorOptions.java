package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.catalog.CatalogReader;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the evaluation of requests. */
final class EvaluatorOptions {
    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "a folder with " + CatalogReader.COMPONENTS + " and " + CatalogReader.CATEGORIES
                    + ", as a Nautes deployment keeps them (default: the documented components)")
    @Nullable
    Path catalog;

    ClusterEvaluator.Builder builder() throws IOException {
        ClusterEvaluator.Builder builder = ClusterEvaluator.builder().clock(Clock.systemUTC());
        if (catalog != null) {
            builder.catalog(readCatalog());
        }
        return builder;
    }

    /** Reads the catalog of the folder. */
    ComponentCatalog readCatalog() throws IOException {
        return CatalogReader.read(text(CatalogReader.COMPONENTS), text(CatalogReader.CATEGORIES));
    }

    private String text(String file) throws IOException {
        Path path = catalog == null ? Path.of(file) : catalog.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new UsageException("--catalog: there is no file " + path);
        }
        return TextFiles.read(path);
    }
}
