#!/usr/bin/env bash
# Tests and packages a Quarkus application outside of this repository: a CDI producer of the registry, and an endpoint that saves
# clusters and answers refusals with the report. The test uses the testkit's server and the versions of Jackson and Hibernate
# Validator that Quarkus manages.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

rm -rf "$work/project" && cp -R "$here/.ci/quarkus" "$work/project"
mvn+=("-Dnautes.version=$version" -f "$work/project/pom.xml")
"${mvn[@]}" package
grep -h '^Tests run' "$work"/project/target/surefire-reports/*.txt
"${mvn[@]}" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:list "-DoutputFile=$work/dependencies.txt"
grep -E "jackson-databind|hibernate-validator|junit-jupiter-api" "$work/dependencies.txt"
