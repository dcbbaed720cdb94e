#!/usr/bin/env bash
# Tests a project outside of this repository that depends only on the client and the testkit. It compiles the snippets of
# README.md unchanged and runs them on JUnit 5.14 and 6, on the class path and on the module path. The tests of this repository
# run the snippet of the Git store, which also needs that module.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

rm -rf "$work/src"
java "$here/.ci/ScratchTest.java" "$here/README.md" "$work/src"
for junit in 5.14.4 6.1.3; do
    cat > "$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>scratch</groupId>
  <artifactId>scratch</artifactId>
  <version>1</version>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.nautes.cluster</groupId>
        <artifactId>nautes-cluster-bom</artifactId>
        <version>$version</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
      <dependency>
        <groupId>org.junit</groupId>
        <artifactId>junit-bom</artifactId>
        <version>$junit</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency><groupId>io.nautes.cluster</groupId><artifactId>nautes-cluster-client</artifactId></dependency>
    <dependency><groupId>io.nautes.cluster</groupId><artifactId>nautes-cluster-testkit</artifactId></dependency>
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId></dependency>
    <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-console</artifactId></dependency>
    <dependency><groupId>org.assertj</groupId><artifactId>assertj-core</artifactId><version>3.27.7</version></dependency>
  </dependencies>
</project>
POM
    libraries="$work/lib-$junit"
    rm -rf "$libraries" "$work/classes" "$work/module"
    "${mvn[@]}" -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
        "-DoutputDirectory=$libraries"

    echo "JUnit $junit, class path"
    javac -d "$work/classes" -cp "$libraries/*" "$work"/src/scratch/*.java
    java -cp "$work/classes:$libraries/*" org.junit.platform.console.ConsoleLauncher execute \
        --scan-classpath "$work/classes" --fail-if-no-tests --details summary

    echo "JUnit $junit, module path"
    javac -d "$work/module" -p "$libraries" "$work"/src/module-info.java "$work"/src/scratch/*.java
    java -p "$work/module:$libraries" --add-modules scratch,org.junit.platform.console,org.junit.jupiter.engine \
        -m org.junit.platform.console execute --select-module scratch --fail-if-no-tests --details summary
done
