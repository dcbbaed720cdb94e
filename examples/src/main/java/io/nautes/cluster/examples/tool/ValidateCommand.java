package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Shows all findings of all files; changes nothing.",
        footer = {"", "With a target, requests are also checked against the clusters that are registered there."})
final class ValidateCommand extends RequestsCommand implements ProfileDefaults.TargetIsOptional {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Format format = Format.text;

    @Option(
            names = "--lang",
            defaultValue = "en",
            description = "language of the findings, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Language language = Language.en;

    @Option(names = "--strict", description = "report unknown fields as errors")
    boolean strict;

    /** The output formats; users type the names of the constants. */
    enum Format {
        /** One line per finding. */
        text,
        /** A JSON document with a stable schema. */
        json
    }

    /** The languages of findings; users type the names of the constants. */
    enum Language {
        /** English. */
        en,
        /** Chinese. */
        zh;

        Locale locale() {
            return this == zh ? Locale.CHINESE : Locale.ENGLISH;
        }
    }

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        ClusterEvaluator evaluator = evaluation
                .builder()
                .rules(strict ? RuleSet.strict() : RuleSet.standard())
                .build();
        List<Judged> checked = judge(read(err), evaluator, target);
        Locale locale = language.locale();
        List<FindingsOutput.Checked> shown = checked.stream()
                .map(judged -> new FindingsOutput.Checked(
                        judged.input(), judged.evaluation().report()))
                .toList();
        out.print(FindingsOutput.of(shown, format, locale));
        return checked.stream().allMatch(Judged::isValid) ? ClusterTool.DONE : ClusterTool.REFUSED;
    }
}
