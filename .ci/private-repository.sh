# Sourced by the other scripts of this folder. Installs the modules in a private copy of the local Maven repository, in the
# folder given as the first argument, so that other builds do not see them. Sets here, work, mvn and version.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mkdir -p "${1:?a folder to work in}" && cd "$1" && pwd)"
repository="$work/repository"
source="${MAVEN_LOCAL_REPOSITORY:-$HOME/.m2/repository}"
mvn=(mvn -B -q "-Dmaven.repo.local=$repository")
if [ ! -d "$repository" ] && [ -d "$source" ]; then
    cp -R "$source" "$repository"
fi
version="$(sed -n 's|.*<revision>\(.*\)</revision>.*|\1|p' "$here/pom.xml")"
(cd "$here" && "${mvn[@]}" -Pquick install -pl nautes-cluster-bom,nautes-cluster-testkit,nautes-cluster-spring-boot-starter -am)

# Copies modules, named by their artifact IDs, and all that they depend on into a folder, and sets libraries to it.
copy_libraries() {
    local artifact
    libraries="$work/project/lib"
    rm -rf "$work/project" && mkdir -p "$work/project"
    {
        echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        echo '<groupId>scratch</groupId><artifactId>scratch</artifactId><version>1</version><dependencies>'
        for artifact in "$@"; do
            echo "<dependency><groupId>io.nautes.cluster</groupId><artifactId>$artifact</artifactId>"
            echo "<version>$version</version></dependency>"
        done
        echo '</dependencies></project>'
    } > "$work/project/pom.xml"
    "${mvn[@]}" -f "$work/project/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
        "-DoutputDirectory=$libraries"
}
