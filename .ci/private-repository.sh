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
