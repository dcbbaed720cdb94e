package io.nautes.cluster.examples.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.model.ClusterDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** The output of the findings of files. */
final class FindingsOutput {
    private FindingsOutput() {}

    /** A file with its findings. */
    record Checked(InputOptions.Input input, ValidationReport report) {}

    /** Returns the findings of all files in a format and a language. */
    static String of(List<Checked> checked, ValidateCommand.Format format, Locale locale) throws IOException {
        return format == ValidateCommand.Format.json ? json(checked, locale) : text(checked, locale);
    }

    private static String text(List<Checked> checked, Locale locale) {
        StringBuilder text = new StringBuilder();
        for (Checked file : checked) {
            String location = file.input().file() + " (" + file.input().name() + ")";
            if (file.report().findings().isEmpty()) {
                text.append(location).append(": ok\n");
            }
            for (Finding finding : file.report().findings()) {
                String pointer = pointer(file, finding);
                text.append(location)
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

    private static String pointer(Checked file, Finding finding) {
        ClusterDocument.Request document = file.input().document();
        return finding.code().equals(FindingCode.UNKNOWN_FIELD.code())
                ? document.toUnknownFieldPointer(finding.pointer())
                : document.toDocumentPointer(finding.pointer());
    }

    private static String json(List<Checked> checked, Locale locale) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeArrayFieldStart("files");
            for (Checked file : checked) {
                writeFile(json, file, locale);
            }
            json.writeEndArray();
            json.writeNumberField("errors", count(checked, Severity.ERROR));
            json.writeNumberField("warnings", count(checked, Severity.WARNING));
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeFile(JsonGenerator json, Checked file, Locale locale) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.input().file());
        json.writeNumberField("document", file.input().document().index());
        json.writeStringField("name", file.input().name());
        json.writeBooleanField("valid", file.report().isValid());
        json.writeArrayFieldStart("findings");
        for (Finding finding : file.report().findings()) {
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

    private static long count(List<Checked> checked, Severity severity) {
        return checked.stream()
                .flatMap(file -> file.report().findings().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
