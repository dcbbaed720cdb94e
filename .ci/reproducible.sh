#!/usr/bin/env bash
# Builds the artifacts of a revision twice, in clones in different folders, and compares them byte by byte.
# Usage: reproducible.sh FOLDER [REVISION], by default HEAD
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mkdir -p "${1:?a folder to work in}" && cd "$1" && pwd)"
revision="$(git -C "$here" rev-parse "${2:-HEAD}")"
for build in first second; do
    rm -rf "${work:?}/$build"
    git clone -q "$here" "$work/$build"
    git -C "$work/$build" checkout -q "$revision"
    # Tests are skipped because the artifacts do not depend on them; .ci/run runs them.
    (cd "$work/$build" && mvn -B -q -DskipTests package)
    (cd "$work/$build" && find . \( -path '*/target/*.jar' -o -path '*/target/*.tar.gz' -o -path '*/target/*.deb' -o -name .flattened-pom.xml \) -not -path '*/original-*' \
        -exec sha256sum {} +) | sort -k 2 > "$work/$build.sha256"
done
diff "$work/first.sha256" "$work/second.sha256"
echo "$(wc -l < "$work/first.sha256") files are equal"
