#!/usr/bin/env bash
# Tests a Spring Boot application outside of this repository that uses the starter. The application saves clusters to the
# configured registry, answers refusals with problem details, and shows the registry's health. Its controllers bind and validate
# requests, and evaluate them with the application's validator. The test uses the versions of Jackson and Hibernate Validator
# that Spring Boot 3.5 and 4.0 manage.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

# Spring Boot 4 binds JSON with Jackson 3. The model has Jackson 2 annotations, which need the module spring-boot-jackson2.
for boot in 3.5.7 4.0.7; do
    rm -rf "$work/project" && cp -R "$here/.ci/spring-boot" "$work/project"
    case $boot in
        4.*) jackson='<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-jackson2</artifactId></dependency>' ;;
        *) jackson='' ;;
    esac
    if [[ $boot == 4.* ]]; then
        mkdir -p "$work/project/src/main/resources"
        echo 'spring.http.converters.preferred-json-mapper=jackson2' > "$work/project/src/main/resources/application.properties"
    fi
    cat > "$work/project/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>$boot</version>
    <relativePath/>
  </parent>
  <groupId>scratch</groupId>
  <artifactId>scratch</artifactId>
  <version>1</version>
  <properties><java.version>17</java.version></properties>
  <dependencies>
    <dependency>
      <groupId>io.nautes.cluster</groupId><artifactId>nautes-cluster-spring-boot-starter</artifactId><version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-validation</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId>
    </dependency>
    $jackson
    <dependency>
      <groupId>io.nautes.cluster</groupId><artifactId>nautes-cluster-testkit</artifactId><version>$version</version>
      <scope>test</scope>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-test</artifactId><scope>test</scope>
    </dependency>
  </dependencies>
</project>
POM
    echo "Spring Boot $boot"
    "${mvn[@]}" -f "$work/project/pom.xml" test
    "${mvn[@]}" -f "$work/project/pom.xml" dependency:list "-DoutputFile=$work/dependencies-$boot.txt"
    grep -E "jackson-databind|hibernate-validator|junit-jupiter-api" "$work/dependencies-$boot.txt"
done
