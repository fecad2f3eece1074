#!/usr/bin/env bash
# The plain AWS CLI against a started server. Prints a line per case.
set -u
calls=$(mktemp)
# The model of this version is older than the service: it knows no buffering interval below 60 seconds.
AWS_CONFIG_FILE=$(mktemp)
trap 'rm -f "$AWS_CONFIG_FILE" "$calls"' EXIT
printf '[default]\nparameter_validation = false\n' >"$AWS_CONFIG_FILE"
export AWS_CONFIG_FILE
camel() { echo "$1" | sed -E 's/(^|-)(.)/\U\2/g'; }
# An operation that is none makes it say which there are. Names as the service writes them: one line for each.
/usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" kinesis none 2>&1 | sed '1,/valid choices are/d' | tr '|' '\n' | while read -r name; do
  case $name in '' | wait | help) ;; *) echo "knows $(camel "$name")" ;; esac
done
aws() {
  /usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" --output json "$@"
  local code=$?
  if [ "$1" = kinesis ] && [ "$2" != wait ]; then
    if [ $code = 0 ]; then echo "called $(camel "$2")"; else echo "refused $(camel "$2")"; fi >>"$calls"
  fi
  return $code
}
ok() { echo "ok $1"; }
not_ok() { echo "not ok $1: $2"; }
# check NAME EXPECTED ACTUAL
check() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected '$2', got '$3'"; fi; }
field() { jq -cr "$1"; }
role=arn:aws:iam::111122223333:role/firehose

aws kinesis create-stream --stream-name cli --shard-count 2 && ok create-stream || not_ok create-stream failed
aws kinesis wait stream-exists --stream-name cli && ok wait-stream-exists || not_ok wait-stream-exists failed
check describe-stream-summary 2 "$(aws kinesis describe-stream-summary --stream-name cli | field .StreamDescriptionSummary.OpenShardCount)"
check list-streams '["cli"]' "$(aws kinesis list-streams | field .StreamNames)"
check list-shards 2 "$(aws kinesis list-shards --stream-name cli | field '.Shards | length')"
put=$(aws kinesis put-record --stream-name cli --partition-key a --data aGVsbG8=)
shard=$(echo "$put" | field .ShardId)
check put-record shardId-000000000000 "$shard"
check put-records 0 "$(aws kinesis put-records --stream-name cli --records Data=b25l,PartitionKey=a Data=dHdv,PartitionKey=a | field .FailedRecordCount)"
iterator=$(aws kinesis get-shard-iterator --stream-name cli --shard-id "$shard" --shard-iterator-type TRIM_HORIZON | field .ShardIterator)
check get-records "aGVsbG8= b25l dHdv" "$(aws kinesis get-records --shard-iterator "$iterator" | field '[.Records[].Data] | join(" ")')"
aws kinesis put-record --stream-name nowhere --partition-key a --data aGVsbG8= 2>&1 | grep -q "ResourceNotFoundException.*Stream nowhere under account 111122223333 not found." && ok put-record-unknown-stream || not_ok put-record-unknown-stream "wrong error"

# active FIELD: that field of the description, once the stream is ACTIVE.
active() {
  local summary
  for _ in $(seq 50); do
    summary=$(aws kinesis describe-stream-summary --stream-name cli)
    [ "$(echo "$summary" | field .StreamDescriptionSummary.StreamStatus)" = ACTIVE ] && break
  done
  echo "$summary" | field ".StreamDescriptionSummary.$1"
}
aws kinesis add-tags-to-stream --stream-name cli --tags team=lake,zone=1
aws kinesis remove-tags-from-stream --stream-name cli --tag-keys zone
check tags '[{"Key":"team","Value":"lake"}]' "$(aws kinesis list-tags-for-stream --stream-name cli | field .Tags)"
aws kinesis increase-stream-retention-period --stream-name cli --retention-period-hours 48
check increase-retention 48 "$(active RetentionPeriodHours)"
aws kinesis decrease-stream-retention-period --stream-name cli --retention-period-hours 24
check decrease-retention 24 "$(active RetentionPeriodHours)"
check enable-monitoring 7 "$(aws kinesis enable-enhanced-monitoring --stream-name cli --shard-level-metrics ALL | field '.DesiredShardLevelMetrics | length')"
check disable-monitoring 0 "$(aws kinesis disable-enhanced-monitoring --stream-name cli --shard-level-metrics ALL | field '.DesiredShardLevelMetrics | length')"
check describe-stream 2 "$(aws kinesis describe-stream --stream-name cli | field '.StreamDescription.Shards | length')"
aws kinesis split-shard --stream-name cli --shard-to-split shardId-000000000001 --new-starting-hash-key 300000000000000000000000000000000000000
check split-shard 3 "$(active OpenShardCount)"
aws kinesis merge-shards --stream-name cli --shard-to-merge shardId-000000000002 --adjacent-shard-to-merge shardId-000000000003
check merge-shards 2 "$(active OpenShardCount)"
check update-shard-count 4 "$(aws kinesis update-shard-count --stream-name cli --target-shard-count 4 --scaling-type UNIFORM_SCALING | field .TargetShardCount)"
check update-shard-count-done 4 "$(active OpenShardCount)"
arn=arn:aws:kinesis:eu-central-1:111122223333:stream/cli
consumer=$(aws kinesis register-stream-consumer --stream-arn $arn --consumer-name cli | field .Consumer.ConsumerARN)
check describe-stream-consumer $arn "$(aws kinesis describe-stream-consumer --consumer-arn "$consumer" | field .ConsumerDescription.StreamARN)"
check list-stream-consumers '["cli"]' "$(aws kinesis list-stream-consumers --stream-arn $arn | field '[.Consumers[].ConsumerName]')"
aws kinesis deregister-stream-consumer --consumer-arn "$consumer" && ok deregister-stream-consumer || not_ok deregister-stream-consumer failed
aws kinesis start-stream-encryption --stream-name cli --encryption-type KMS --key-id alias/aws/kinesis
check start-encryption alias/aws/kinesis "$(active KeyId)"
aws kinesis stop-stream-encryption --stream-name cli --encryption-type KMS --key-id alias/aws/kinesis
check stop-encryption NONE "$(active EncryptionType)"
aws kinesis update-stream-mode --stream-arn arn:aws:kinesis:eu-central-1:111122223333:stream/cli --stream-mode-details StreamMode=ON_DEMAND
check update-stream-mode ON_DEMAND "$(active StreamModeDetails.StreamMode)"
check describe-limits 1 "$(aws kinesis describe-limits | field .OnDemandStreamCount)"

aws firehose create-delivery-stream --delivery-stream-name cli-lake --extended-s3-destination-configuration \
  "{\"RoleARN\":\"$role\",\"BucketARN\":\"arn:aws:s3:::cli-lake\",\"CompressionFormat\":\"GZIP\",\"BufferingHints\":{\"SizeInMBs\":1,\"IntervalInSeconds\":1}}" \
  | grep -q deliverystream/cli-lake && ok create-delivery-stream || not_ok create-delivery-stream failed
for _ in $(seq 50); do
  status=$(aws firehose describe-delivery-stream --delivery-stream-name cli-lake | field .DeliveryStreamDescription.DeliveryStreamStatus)
  [ "$status" = ACTIVE ] && break
done
check describe-delivery-stream ACTIVE "$status"
check list-delivery-streams '["cli-lake"]' "$(aws firehose list-delivery-streams | field .DeliveryStreamNames)"
check put-record-batch 0 "$(aws firehose put-record-batch --delivery-stream-name cli-lake --records '[{"Data":"b25lCg=="},{"Data":"dHdvCg=="}]' | field .FailedPutCount)"
for _ in $(seq 100); do
  files=$(find "$HYDRANT_DATA/buckets/cli-lake" -type f -name '*.gz' 2>/dev/null)
  [ -n "$files" ] && break
  sleep 0.2
done
check delivered "one two " "$(zcat $files | tr '\n' ' ')"
aws firehose delete-delivery-stream --delivery-stream-name cli-lake && ok delete-delivery-stream || not_ok delete-delivery-stream failed
aws kinesis delete-stream --stream-name cli --enforce-consumer-deletion && ok delete-stream || not_ok delete-stream failed
aws kinesis wait stream-not-exists --stream-name cli && ok wait-stream-not-exists || not_ok wait-stream-not-exists failed
cat "$calls"
echo done
