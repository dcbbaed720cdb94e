#!/usr/bin/env bash
# Runs all projects outside of this repository, each in a subfolder of the given folder, and prints how many seconds each took.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mkdir -p "${1:?a folder to work in}" && cd "$1" && pwd)"

for project in scratch-project spring-boot kotlin quarkus micronaut jlink; do
    echo "== $project"
    start=$SECONDS
    "$here/$project.sh" "$work/$project"
    times+=("$project: $((SECONDS - start)) s")
done
printf '%s\n' "${times[@]}"
