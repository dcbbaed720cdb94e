package io.nautes.cluster.examples.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.model.ClusterDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Shows all findings of all files; changes nothing.",
        footer = {"", "With a target, the clusters that are registered there are looked at too."})
final class ValidateCommand extends RequestsCommand {
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

    @Option(names = "--strict", description = "fields that requests do not have are errors")
    boolean strict;

    /** How findings are shown; the names are what users type. */
    enum Format {
        /** One line a finding. */
        text,
        /** A document of a fixed form. */
        json
    }

    /** Languages of findings; the names are what users type. */
    enum Language {
        /** English. */
        en,
        /** Chinese. */
        zh
    }

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        ClusterEvaluator evaluator = evaluation
                .builder()
                .rules(strict ? RuleSet.strict() : RuleSet.standard())
                .build();
        List<Judged> checked = judge(read(err), evaluator, target);
        Locale locale = language == Language.zh ? Locale.CHINESE : Locale.ENGLISH;
        out.print(format == Format.json ? json(checked, locale) : text(checked, locale));
        return checked.stream().allMatch(Judged::isValid) ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    private static String text(List<Judged> checked, Locale locale) {
        StringBuilder text = new StringBuilder();
        for (Judged file : checked) {
            String place = file.input().file() + " (" + file.input().name() + ")";
            if (file.evaluation().report().findings().isEmpty()) {
                text.append(place).append(": ok\n");
            }
            for (Finding finding : file.evaluation().report().findings()) {
                String pointer = pointer(file, finding);
                text.append(place)
                        .append(": ")
                        .append(finding.severity().name().toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(pointer.isEmpty() ? "" : pointer + ": ")
                        .append(finding.text().message(locale))
                        .append("; ")
                        .append(finding.text().hint(locale))
                        .append('\n');
            }
        }
        return SafeWriter.escaped(text.toString());
    }

    private static String pointer(Judged file, Finding finding) {
        ClusterDocument.Request document = file.input().document();
        return finding.code().equals(FindingCode.UNKNOWN_FIELD.code())
                ? document.toUnknownFieldPointer(finding.pointer())
                : document.toDocumentPointer(finding.pointer());
    }

    private static String json(List<Judged> checked, Locale locale) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeArrayFieldStart("files");
            for (Judged file : checked) {
                writeFile(json, file, locale);
            }
            json.writeEndArray();
            json.writeNumberField("errors", count(checked, Severity.ERROR));
            json.writeNumberField("warnings", count(checked, Severity.WARNING));
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeFile(JsonGenerator json, Judged file, Locale locale) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.input().file());
        json.writeNumberField("document", file.input().document().index());
        json.writeStringField("name", file.input().name());
        json.writeBooleanField("valid", file.evaluation().report().isValid());
        json.writeArrayFieldStart("findings");
        for (Finding finding : file.evaluation().report().findings()) {
            json.writeStartObject();
            json.writeStringField("code", finding.code());
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("pointer", pointer(file, finding));
            json.writeStringField("message", finding.text().message(locale));
            json.writeStringField("value", finding.value());
            json.writeStringField("hint", finding.text().hint(locale));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static long count(List<Judged> checked, Severity severity) {
        return checked.stream()
                .flatMap(file -> file.evaluation().report().findings().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
