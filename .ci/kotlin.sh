#!/usr/bin/env bash
# Tests a Kotlin project outside of this repository, which saves clusters with the client on the testkit's server. Also verifies
# that the compiler enforces the library's nullness annotations: it must refuse the code in src/unsafe.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

rm -rf "$work/project" && cp -R "$here/.ci/kotlin" "$work/project"
mvn+=("-Dnautes.version=$version" -f "$work/project/pom.xml")
"${mvn[@]}" test
grep -h '^Tests run' "$work"/project/target/surefire-reports/*.txt

if "${mvn[@]}" clean compile -Dsources=src/unsafe/kotlin > "$work/unsafe.txt" 2>&1; then
    echo "the compiler accepted code that ignores nullness" >&2
    exit 1
fi
grep -F 'Unsafe.kt:' "$work/unsafe.txt" | sort -u
for expected in "on a nullable receiver of type 'String?'" "Null cannot be a value of a non-null type 'String'"; do
    grep -qF -- "$expected" "$work/unsafe.txt"
done
