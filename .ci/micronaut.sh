#!/usr/bin/env bash
# Tests a Micronaut application outside of this repository: a factory of the registry, and a controller that saves clusters and
# answers refusals with the report. The test uses the testkit's server and the versions of Jackson that Micronaut manages.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

rm -rf "$work/project" && cp -R "$here/.ci/micronaut" "$work/project"
mvn+=("-Dnautes.version=$version" -f "$work/project/pom.xml")
"${mvn[@]}" test
grep -h '^Tests run' "$work"/project/target/surefire-reports/*.txt
"${mvn[@]}" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:list "-DoutputFile=$work/dependencies.txt"
grep -E "jackson-databind|hibernate-validator:|junit-jupiter-api" "$work/dependencies.txt"
