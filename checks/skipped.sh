#!/usr/bin/env bash
# After mvn verify: fails if a test was skipped for a reason that is not in skipped.txt. A test that CI never runs finds no fault.
#   checks/skipped.sh [REASON...]     REASON: a regular expression for which a test may be skipped, too
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
mapfile -t reports < <(find "$root" -path '*/target/surefire-reports/TEST-*.xml')
if [ ${#reports[@]} = 0 ]; then
    echo "skipped: there are no reports of tests in $root; run mvn verify before" >&2
    exit 2
fi

work=$(mktemp)
trap 'rm -f "$work"' EXIT
# One line for each: the class, the test and the reason.
awk '
    function attribute(name) {
        return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testcase / { test = attribute("classname") "." attribute("name") }
    /<skipped/ { sub(/.*Assumption failed: /, ""); reason = attribute("message"); print test ": " (reason == "" ? $0 : reason) }
' "${reports[@]}" >"$work"

accepted=$(printf '%s\n' "$@" && sed 's/ *#.*//' "$root/checks/skipped.txt")
pattern=": ($(grep . <<<"$accepted" | paste -s -d '|'))"
if grep -vE "$pattern" "$work" >&2; then
    echo "skipped: these tests were skipped for a reason that checks/skipped.txt does not accept" >&2
    exit 1
fi
echo "$(wc -l <"$work") tests were skipped, all for an accepted reason"
