package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Verifies that the page of public types lists each of them once, and no others. */
class PublicTypesTest {
    private static final Path PAGE = Path.of("..", "docs", "public-types.md");
    private static final Pattern LINE =
            Pattern.compile("^(?:## (?<pkg>\\S+)|(?<count>\\d+) types?: .+\\.|\\| `(?<type>\\w+)` \\| .+ \\|)$");

    @Test
    void pageListsThePublicTypesOfEachExportedPackage() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        String current = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            if (matcher.group("pkg") != null) {
                current = matcher.group("pkg");
            } else if (matcher.group("count") != null) {
                counts.put(current, Integer.valueOf(matcher.group("count")));
            } else {
                listed.computeIfAbsent(current, key -> new TreeSet<>()).add(matcher.group("type"));
            }
        }

        assertThat(listed).isEqualTo(exported());
        listed.forEach((pkg, types) -> assertThat(counts).as(pkg).containsEntry(pkg, types.size()));
    }

    private static Map<String, Set<String>> exported() {
        Map<String, Set<String>> exported = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.nautes.cluster")) {
            String pkg = type.getPackageName();
            boolean isOfALibrary = !pkg.contains(".internal")
                    && !pkg.startsWith("io.nautes.cluster.examples")
                    && !pkg.startsWith("io.nautes.cluster.fixtures");
            if (isOfALibrary && type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                exported.computeIfAbsent(pkg, key -> new TreeSet<>()).add(type.getSimpleName());
            }
        }
        return exported;
    }
}
