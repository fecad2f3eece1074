#!/usr/bin/env bash
# Builds the solution once, runs every test project and sums what they report. Called by `hydrant test`
# from the root of the repository. Last line: `N passed, N failed`.
set -euo pipefail

results=TestResults
logs=.tools/test-logs
mkdir -p "$results" "$logs"

if [ -f test/tools/install-test-tools.sh ] && [ -z "${HYDRANT_SKIP_INSTALL:-}" ]; then
  echo "Installing the tools of the tests (HYDRANT_SKIP_INSTALL=1 leaves this out)…"
  if ! bash test/tools/install-test-tools.sh; then
    echo "The tools of the tests could not be installed."
    echo "0 passed, 1 failed"
    exit 1
  fi
fi

echo "Building Hydrant.slnx…"
if ! dotnet build Hydrant.slnx -c Release -v quiet --nologo >"$logs/build.log" 2>&1; then
  grep -E 'error|warning' "$logs/build.log" | sort -u || cat "$logs/build.log"
  echo "The build failed; see $logs/build.log"
  echo "0 passed, 1 failed"
  exit 1
fi

# The number behind a counter of the summary of a TRX file, 0 when it is missing.
counter() {
  sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1 | grep . || echo 0
}

# Names of the failed tests of a TRX file, each with its message.
failures() {
  awk '
    /<UnitTestResult / {
      failing = index($0, "outcome=\"Failed\"") > 0
      if (failing) {
        name = $0
        sub(/.* testName="/, "", name)
        sub(/".*/, "", name)
        print "  FAILED " name
      }
    }
    failing && /<Message>/ { message = 1 }
    failing && message {
      line = $0
      sub(/.*<Message>/, "", line)
      sub(/<\/Message>.*/, "", line)
      if (line != "") print "    " line
    }
    /<\/Message>/ { message = 0 }
    /<\/UnitTestResult>/ { failing = 0 }
  ' "$1" | sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e "s/&apos;/'/g" -e 's/&#xD;//g' -e 's/&amp;/\&/g'
}

# A test that hangs must end the run with its name, not with silence.
hang="${HYDRANT_TEST_HANG:-10m}"

all_passed=0
all_failed=0
for project in test/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" || continue
  name="$(basename "$project" .csproj)"
  started=$SECONDS
  rm -rf "${results:?}/$name"
  code=0
  dotnet test "$project" --no-build -c Release --nologo -v quiet --logger "trx;LogFileName=$name.trx" \
    --blame-hang-timeout "$hang" --blame-hang-dump-type none --results-directory "$results/$name" >"$logs/$name.log" 2>&1 || code=$?
  trx="$results/$name/$name.trx"
  passed=0 failed=0 total=0 skipped=0 note=""
  if [ -f "$trx" ]; then
    total="$(counter "$trx" total)"
    passed="$(counter "$trx" passed)"
    failed="$(counter "$trx" failed)"
    skipped=$((total - $(counter "$trx" executed)))
  fi
  # A project that died, or ran nothing, must not look like one that passed.
  if [ "$failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$total" -eq 0 ]; }; then
    failed=1
    if [ "$total" -eq 0 ]; then note=", ran no test"; else note=", ended with code $code"; fi
  fi
  [ "$skipped" -eq 0 ] || note="$note, $skipped skipped"
  printf '%-36s %6d passed %4d failed%s  (%d s)\n' "$name" "$passed" "$failed" "$note" "$((SECONDS - started))"
  if [ "$failed" -ne 0 ]; then
    if [ -f "$trx" ]; then failures "$trx"; fi
    find "$results/$name" -name 'Sequence*.xml' -exec grep -h 'Completed="False"' {} + | sort -u | sed 's/.*Test Name="\([^"]*\)".*/  DID NOT END \1/' || true
    if [ -n "$note" ]; then tail -n 15 "$logs/$name.log" | sed 's/^/    /'; fi
  fi
  all_passed=$((all_passed + passed))
  all_failed=$((all_failed + failed))
done

if [ $((all_passed + all_failed)) -eq 0 ]; then all_failed=1; fi
echo "$all_passed passed, $all_failed failed"
[ "$all_failed" -eq 0 ]
