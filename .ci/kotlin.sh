#!/usr/bin/env bash
# A Kotlin project outside of this repository: it saves clusters with the client against the testkit's server. The compiler
# enforces the nullness of the library, which is shown by code that it must refuse.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

rm -rf "$work/project" && cp -R "$here/.ci/kotlin" "$work/project"
mvn+=("-Dnautes.version=$version" -f "$work/project/pom.xml")
"${mvn[@]}" test
grep -h '^Tests run' "$work"/project/target/surefire-reports/*.txt

if "${mvn[@]}" clean compile -Dsources=src/unsafe/kotlin > "$work/unsafe.txt" 2>&1; then
    echo "code that ignores nullness was compiled" >&2
    exit 1
fi
grep -F 'Unsafe.kt:' "$work/unsafe.txt" | sort -u
for expected in "on a nullable receiver of type 'String?'" "Null cannot be a value of a non-null type 'String'"; do
    grep -qF -- "$expected" "$work/unsafe.txt"
done
