#!/usr/bin/env bash
# Packages a program with the Git store as an application with its own runtime, and runs and measures it. jlink refuses JGit,
# which is an automatic module. jpackage links only modules of the JDK and keeps the libraries on the class path.
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

copy_libraries nautes-cluster-gitstore nautes-cluster-kubeconfig
javac -d "$work/project/classes" -cp "$libraries/*" "$here"/.ci/jpackage/src/scratch/*.java
jar --create --file "$libraries/scratch.jar" -C "$work/project/classes" .

# jdk.crypto.ec is for HTTPS with elliptic curves. No library names this service provider.
modules="$(jdeps --multi-release 17 --ignore-missing-deps --print-module-deps --class-path "$libraries/*" \
    "$libraries/scratch.jar"),jdk.crypto.ec"
jpackage --type app-image --name register --dest "$work/project" \
    --input "$libraries" --main-jar scratch.jar --main-class scratch.Main \
    --add-modules "$modules" --jlink-options "--strip-debug --no-header-files --no-man-pages --compress=2"

git init -q --bare -b main "$work/project/tenant.git"
"$work/project/register/bin/register" "$work/project/tenant.git" "$work/project/kubeconfigs" \
    "$here/.ci/host.kubeconfig" | tee "$work/project/output.txt"
grep -qx 'registered: host' "$work/project/output.txt"
git --git-dir "$work/project/tenant.git" fsck --strict
echo "modules: $modules"
du -sh "$work/project/register"
