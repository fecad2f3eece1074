#!/usr/bin/env bash
# The control plane of Firehose through the plain AWS CLI. Prints a line per case.
set -u
calls=$(mktemp)
trap 'rm -f "$calls"' EXIT
camel() { echo "$1" | sed -E 's/(^|-)(.)/\U\2/g'; }
# An operation that is none makes it say which there are.
/usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" firehose none 2>&1 | sed '1,/valid choices are/d' | tr '|' '\n' | while read -r name; do
  case $name in '' | wait | help) ;; *) echo "knows $(camel "$name")" ;; esac
done
firehose() {
  local operation=$1
  shift
  /usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" --output json firehose "$operation" "$@"
  local code=$?
  if [ $code = 0 ]; then echo "called $(camel "$operation")"; else echo "refused $(camel "$operation")"; fi >>"$calls"
  return $code
}
# check NAME EXPECTED ACTUAL
check() { if [ "$2" = "$3" ]; then echo "ok $1"; else echo "not ok $1: expected '$2', got '$3'"; fi; }
field() { jq -cr "$1"; }
# settled FIELD VALUE: the description once that field has that value.
settled() {
  local found
  for _ in $(seq 50); do
    found=$(firehose describe-delivery-stream --delivery-stream-name cli-control | field .DeliveryStreamDescription)
    [ "$(echo "$found" | field "$1")" = "$2" ] && break
  done
  echo "$found"
}
status=.DeliveryStreamEncryptionConfiguration.Status
name="--delivery-stream-name cli-control"

firehose create-delivery-stream $name --tags Key=team,Value=web --extended-s3-destination-configuration \
  '{"RoleARN":"arn:aws:iam::111122223333:role/firehose","BucketARN":"arn:aws:s3:::cli-control"}' >/dev/null
check create-delivery-stream '{"Status":"DISABLED"}' "$(settled .DeliveryStreamStatus ACTIVE | field .DeliveryStreamEncryptionConfiguration)"
check list-delivery-streams true "$(firehose list-delivery-streams | field '.DeliveryStreamNames | contains(["cli-control"])')"
firehose start-delivery-stream-encryption $name
check start-delivery-stream-encryption '{"KeyType":"AWS_OWNED_CMK","Status":"ENABLED"}' \
  "$(settled $status ENABLED | field .DeliveryStreamEncryptionConfiguration)"
check put-record true "$(firehose put-record $name --record Data=b25lCg== | field .Encrypted)"
firehose stop-delivery-stream-encryption $name
check stop-delivery-stream-encryption '{"Status":"DISABLED"}' "$(settled $status DISABLED | field .DeliveryStreamEncryptionConfiguration)"
check put-record-batch false "$(firehose put-record-batch $name --records Data=b25lCg== | field .Encrypted)"
firehose tag-delivery-stream $name --tags Key=team,Value=lake Key=zone,Value=1
check tag-delivery-stream '[{"Key":"team","Value":"lake"},{"Key":"zone","Value":"1"}]' "$(firehose list-tags-for-delivery-stream $name | field .Tags)"
firehose untag-delivery-stream $name --tag-keys zone
check untag-delivery-stream '{"Tags":[{"Key":"team","Value":"lake"}],"HasMoreTags":false}' \
  "$(firehose list-tags-for-delivery-stream $name | field .)"
firehose update-destination $name --current-delivery-stream-version-id 1 --destination-id destinationId-000000000001 \
  --extended-s3-destination-update Prefix=p/
check update-destination 2 "$(settled .VersionId 2 | field .VersionId)"
firehose start-delivery-stream-encryption $name \
  --delivery-stream-encryption-configuration-input KeyType=CUSTOMER_MANAGED_CMK 2>&1 \
  | grep -q "InvalidArgumentException.*KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK" \
  && echo "ok wrong-key" || echo "not ok wrong-key: wrong error"
firehose delete-delivery-stream $name && echo "ok delete-delivery-stream" || echo "not ok delete-delivery-stream: failed"
cat "$calls"
echo done
