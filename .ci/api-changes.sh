#!/usr/bin/env bash
# Lists the changes of the public API since a revision, and fails if they break the source compatibility of programs.
# The default revision is the first tagged release; without one there is nothing to compare with.
#   .ci/api-changes.sh [REVISION]
set -euo pipefail
cd "$(dirname "$0")/.."
revision=${1:-$(git tag --list 'v*' --sort=creatordate | head -n 1)}
if [ -z "$revision" ]; then
    echo "no release is tagged yet (v*), and no revision is given: nothing to compare with"
    exit 0
fi
published=$(ls -d nautes-cluster-* | grep -v bom | paste -sd,)
baseline=$(mktemp -d)
trap 'git worktree remove --force "$baseline/source" > /dev/null 2>&1 || true; rm -rf "$baseline"' EXIT
git worktree add --quiet --detach "$baseline/source" "$revision"
(cd "$baseline/source" && mvn -B -q -Pquick package -pl "$published" -am)
for module in ${published//,/ }; do
    cp "$(find "$baseline/source/$module/target" -maxdepth 1 -name "$module-*.jar" | head -n 1)" "$baseline/$module.jar"
done
mvn -B -Pquick package -pl "$published" -am -Dapi.baseline="$baseline"
