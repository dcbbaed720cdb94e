#!/usr/bin/env bash
# Runs all external projects, each in a subfolder of the given folder, and prints the seconds that each took.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mkdir -p "${1:?a folder to work in}" && cd "$1" && pwd)"

for project in scratch-project spring-boot kotlin quarkus micronaut jlink jpackage; do
    echo "== $project"
    start=$SECONDS
    "$here/$project.sh" "$work/$project"
    times+=("$project: $((SECONDS - start)) s")
done
printf '%s\n' "${times[@]}"
