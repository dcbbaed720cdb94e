#!/usr/bin/env bash
# Links a modular program outside of this repository with its libraries into a runtime image, and runs and measures the image.
# jlink refuses automatic modules. No module descriptor has to be added, because Hibernate Validator, JBoss Logging, ClassMate
# and SnakeYAML contain one (SnakeYAML in its multi-release part).
set -euo pipefail
. "$(dirname "$0")/private-repository.sh"

copy_libraries nautes-cluster-client nautes-cluster-kubeconfig
javac -d "$work/project/classes" -p "$libraries" \
    "$here"/.ci/jlink/src/module-info.java "$here"/.ci/jlink/src/scratch/*.java

# HTTPS with elliptic curves needs jdk.crypto.ec. It must be named, because no module requires this service provider.
jlink --module-path "$work/project/classes:$libraries" --add-modules scratch,jdk.crypto.ec \
    --launcher register=scratch/scratch.Main \
    --strip-debug --no-header-files --no-man-pages --compress=2 --output "$work/project/image"

"$work/project/image/bin/java" --list-modules
"$work/project/image/bin/register" "$work/project/kubeconfigs" http://127.0.0.1:1 "$here/.ci/host.kubeconfig" | tee "$work/project/output.txt"
for expected in 'valid: true' '/primary_domain: ' '127.0.0.1'; do
    grep -qF -- "$expected" "$work/project/output.txt"
done
du -sh "$work/project/image"
