#!/usr/bin/env bash
# The plain AWS CLI against functions of a started server. Prints a line per case.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
AWS_CONFIG_FILE=$work/config
printf '[default]\ncli_binary_format = raw-in-base64-out\n' >"$AWS_CONFIG_FILE"
export AWS_CONFIG_FILE
aws() { /usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" --output json "$@"; }
ok() { echo "ok $1"; }
not_ok() { echo "not ok $1: $2"; }
check() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected '$2', got '$3'"; fi; }
field() { jq -cr "$1"; }
role=arn:aws:iam::111122223333:role/lambda
zip_of() { /usr/bin/python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z: z.writestr("lambda_function.py", sys.argv[2])' "$1" "$2"; }

zip_of "$work/one.zip" 'import os
def lambda_handler(event, context):
    print("seen", event)
    if event.get("fail"): raise ValueError("on purpose")
    return {"got": event, "colour": os.environ.get("COLOUR")}'
zip_of "$work/two.zip" 'def lambda_handler(event, context): return "two"'

created=$(aws lambda create-function --function-name cli --runtime python3.12 --handler lambda_function.lambda_handler \
  --role "$role" --zip-file "fileb://$work/one.zip" --timeout 20 --environment 'Variables={COLOUR=blue}' --tags team=lake)
check create arn:aws:lambda:eu-central-1:111122223333:function:cli "$(echo "$created" | field .FunctionArn)"
check create-sha "$(openssl dgst -sha256 -binary "$work/one.zip" | base64)" "$(echo "$created" | field .CodeSha256)"
aws lambda wait function-active --function-name cli && ok wait-active || not_ok wait-active failed
aws lambda create-function --function-name cli --runtime python3.12 --handler a.b --role "$role" --zip-file "fileb://$work/one.zip" 2>&1 \
  | grep -q "ResourceConflictException.*Function already exist: cli" && ok create-twice || not_ok create-twice "wrong error"
check get '"Active"' "$(aws lambda get-function --function-name cli | jq -c .Configuration.State)"
check get-tags '{"team":"lake"}' "$(aws lambda get-function --function-name cli | field .Tags)"
check list '["cli"]' "$(aws lambda list-functions | field '[.Functions[].FunctionName]')"
answer=$(aws lambda invoke --function-name cli --payload '{"a":1}' --log-type Tail "$work/out")
check invoke '{"got":{"a":1},"colour":"blue"}' "$(jq -c . "$work/out")"
check invoke-status 200 "$(echo "$answer" | field .StatusCode)"
check invoke-version '$LATEST' "$(echo "$answer" | field .ExecutedVersion)"
echo "$answer" | field .LogResult | base64 -d | grep -q "^seen {'a': 1}" && ok invoke-log || not_ok invoke-log "no line"
answer=$(aws lambda invoke --function-name cli --payload '{"fail":1}' "$work/out")
check invoke-error Unhandled "$(echo "$answer" | field .FunctionError)"
check invoke-error-type ValueError "$(field .errorType <"$work/out")"
check invoke-event 202 "$(aws lambda invoke --function-name cli --invocation-type Event --payload '{}' "$work/out" | field .StatusCode)"
check invoke-dry-run 204 "$(aws lambda invoke --function-name cli --invocation-type DryRun --payload '{}' "$work/out" | field .StatusCode)"
check configure 30 "$(aws lambda update-function-configuration --function-name cli --timeout 30 --environment 'Variables={COLOUR=red}' | field .Timeout)"
aws lambda wait function-updated --function-name cli && ok wait-updated || not_ok wait-updated failed
aws lambda invoke --function-name cli --payload '{}' "$work/out" >/dev/null
check configure-holds red "$(field .colour <"$work/out")"
aws lambda update-function-code --function-name cli --zip-file "fileb://$work/two.zip" >/dev/null && ok update-code || not_ok update-code failed
aws lambda invoke --function-name cli --payload '{}' "$work/out" >/dev/null
check update-code-holds '"two"' "$(cat "$work/out")"
check get-configuration 30 "$(aws lambda get-function-configuration --function-name cli | field .Timeout)"
aws lambda invoke --function-name nobody --payload '{}' "$work/out" 2>&1 \
  | grep -q "ResourceNotFoundException.*Function not found: arn:aws:lambda:eu-central-1:111122223333:function:nobody" \
  && ok invoke-unknown || not_ok invoke-unknown "wrong error"
aws lambda delete-function --function-name cli && ok delete || not_ok delete failed
aws lambda get-function --function-name cli 2>&1 | grep -q ResourceNotFoundException && ok get-deleted || not_ok get-deleted "wrong error"
check list-empty '[]' "$(aws lambda list-functions | field .Functions)"
echo done
