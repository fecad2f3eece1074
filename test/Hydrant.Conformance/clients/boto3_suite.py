"""boto3 against a started server. Prints a line per case."""
import datetime
import glob
import gzip
import os
import time

import boto3
from botocore.config import Config

from calls import say_calls
from cases import case, refused

# The model of this version is older than the service: it knows no buffering interval below 60 seconds.
config = Config(retries={"max_attempts": 1}, parameter_validation=False)
kinesis = boto3.client("kinesis", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)
firehose = boto3.client("firehose", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)
say_calls(kinesis)
ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/firehose"


def until(look, patience=15):
    end = time.time() + patience
    while time.time() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def read(iterator, wanted):
    records = []
    for _ in range(100):
        answer = kinesis.get_records(ShardIterator=iterator)
        records += answer["Records"]
        iterator = answer["NextShardIterator"]
        if len(records) >= wanted:
            return records
    return records


@case
def create_stream_and_wait():
    kinesis.create_stream(StreamName="py", ShardCount=4)
    kinesis.get_waiter("stream_exists").wait(StreamName="py", WaiterConfig={"Delay": 1, "MaxAttempts": 10})


@case
def describe_stream():
    found = kinesis.describe_stream(StreamName="py")["StreamDescription"]
    assert found["StreamARN"] == f"arn:aws:kinesis:eu-central-1:{ACCOUNT}:stream/py", found
    assert [s["ShardId"] for s in found["Shards"]] == [f"shardId-{i:012}" for i in range(4)]
    assert found["Shards"][0]["HashKeyRange"]["StartingHashKey"] == "0"
    assert found["Shards"][3]["HashKeyRange"]["EndingHashKey"] == str(2**128 - 1)
    assert found["RetentionPeriodHours"] == 24 and found["EncryptionType"] == "NONE"


@case
def create_stream_twice():
    refused("ResourceInUseException", f"Stream py under account {ACCOUNT} already exists.", kinesis.create_stream, StreamName="py", ShardCount=1)


@case
def list_streams_in_pages():
    for name in ("page-a", "page-b", "page-c"):
        kinesis.create_stream(StreamName=name, ShardCount=1)
    first = kinesis.list_streams(Limit=2)
    assert first["HasMoreStreams"] and first["StreamNames"] == ["page-a", "page-b"], first
    rest = kinesis.list_streams(ExclusiveStartStreamName="page-b")
    assert rest["StreamNames"] == ["page-c", "py"] and not rest["HasMoreStreams"], rest


@case
def list_shards_in_pages():
    first = kinesis.list_shards(StreamName="py", MaxResults=3)
    rest = kinesis.list_shards(NextToken=first["NextToken"])
    assert len(first["Shards"]) == 3 and len(rest["Shards"]) == 1 and "NextToken" not in rest


@case
def put_record_goes_by_its_hash():
    answer = kinesis.put_record(StreamName="py", Data=b"by hash", PartitionKey="a")
    assert answer["ShardId"] == "shardId-000000000000", answer  # 0cc1... of 2^128


@case
def put_record_goes_by_an_explicit_hash():
    answer = kinesis.put_record(StreamName="py", Data=b"explicit", PartitionKey="a", ExplicitHashKey=str(2**128 - 1))
    assert answer["ShardId"] == "shardId-000000000003", answer


@case
def explicit_hash_out_of_range():
    refused("InvalidArgumentException", "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was " + str(2**128),
            kinesis.put_record, StreamName="py", Data=b"x", PartitionKey="a", ExplicitHashKey=str(2**128))


@case
def put_records_answers_in_order():
    records = [{"Data": f"r{i}".encode(), "PartitionKey": f"key-{i}"} for i in range(500)]
    answer = kinesis.put_records(StreamName="py", Records=records)
    assert answer["FailedRecordCount"] == 0 and len(answer["Records"]) == 500
    by_shard = {}
    for record in answer["Records"]:
        by_shard.setdefault(record["ShardId"], []).append(int(record["SequenceNumber"]))
    for numbers in by_shard.values():
        assert numbers == sorted(numbers)


@case
def too_many_records():
    refused("ValidationException", "at 'records' failed to satisfy constraint: Member must have length less than or equal to 500",
            kinesis.put_records, StreamName="py", Records=[{"Data": b"x", "PartitionKey": "a"}] * 501)


@case
def empty_data_and_large_records():
    kinesis.create_stream(StreamName="big", ShardCount=1)
    until(lambda: kinesis.describe_stream_summary(StreamName="big")["StreamDescriptionSummary"]["StreamStatus"] == "ACTIVE")
    kinesis.put_record(StreamName="big", Data=b"", PartitionKey="k")
    large = os.urandom(1024 * 1024 - 1)
    kinesis.put_record(StreamName="big", Data=large, PartitionKey="k")
    iterator = kinesis.get_shard_iterator(StreamName="big", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    records = read(iterator, 2)
    assert records[0]["Data"] == b"" and records[1]["Data"] == large


@case
def a_record_over_the_limit():
    refused("InvalidArgumentException", "1048576", kinesis.put_record, StreamName="big", Data=b"x" * 1024 * 1024, PartitionKey="k")


@case
def iterators_of_every_type():
    kinesis.create_stream(StreamName="places", ShardCount=1)
    until(lambda: kinesis.describe_stream_summary(StreamName="places")["StreamDescriptionSummary"]["StreamStatus"] == "ACTIVE")
    numbers = [kinesis.put_record(StreamName="places", Data=str(i).encode(), PartitionKey="k")["SequenceNumber"] for i in range(3)]
    time.sleep(1.1)  # This client sends times in whole seconds.
    between = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    numbers.append(kinesis.put_record(StreamName="places", Data=b"3", PartitionKey="k")["SequenceNumber"])

    def data(**place):
        iterator = kinesis.get_shard_iterator(StreamName="places", ShardId="shardId-000000000000", **place)["ShardIterator"]
        return [int(r["Data"]) for r in kinesis.get_records(ShardIterator=iterator)["Records"]]

    assert data(ShardIteratorType="TRIM_HORIZON") == [0, 1, 2, 3]
    assert data(ShardIteratorType="LATEST") == []
    assert data(ShardIteratorType="AT_SEQUENCE_NUMBER", StartingSequenceNumber=numbers[1]) == [1, 2, 3]
    assert data(ShardIteratorType="AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=numbers[1]) == [2, 3]
    assert data(ShardIteratorType="AT_TIMESTAMP", Timestamp=between) == [3]


@case
def get_records_of_limited_number():
    iterator = kinesis.get_shard_iterator(StreamName="places", ShardId="0", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    answer = kinesis.get_records(ShardIterator=iterator, Limit=2)
    assert len(answer["Records"]) == 2 and answer["MillisBehindLatest"] >= 0
    assert [r["Data"] for r in kinesis.get_records(ShardIterator=answer["NextShardIterator"])["Records"]] == [b"2", b"3"]


@case
def arrival_is_now():
    iterator = kinesis.get_shard_iterator(StreamName="places", ShardId="0", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    arrived = kinesis.get_records(ShardIterator=iterator)["Records"][0]["ApproximateArrivalTimestamp"]
    assert abs(arrived.timestamp() - time.time()) < 60


@case
def iterators_that_are_none():
    refused("InvalidArgumentException", "Invalid ShardIterator.", kinesis.get_records, ShardIterator="bm9uZQ==")
    refused("ResourceNotFoundException", "Could not find shard shardId-x in stream places under account", kinesis.get_shard_iterator,
            StreamName="places", ShardId="shardId-x", ShardIteratorType="LATEST")
    refused("ResourceNotFoundException", "Shard shardId-000000000009 in stream places under account 111122223333 does not exist",
            kinesis.get_shard_iterator, StreamName="places", ShardId="shardId-000000000009", ShardIteratorType="LATEST")
    refused("InvalidArgumentException", "Request specified LATEST and also a StartingSequenceNumber.", kinesis.get_shard_iterator,
            StreamName="places", ShardId="0", ShardIteratorType="LATEST", StartingSequenceNumber="1")


def settled(name):
    until(lambda: kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamStatus"] == "ACTIVE")
    return kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]


@case
def tags():
    kinesis.add_tags_to_stream(StreamName="places", Tags={"team": "lake", "größe": "a b"})
    kinesis.remove_tags_from_stream(StreamName="places", TagKeys=["team", "never"])
    assert kinesis.list_tags_for_stream(StreamName="places")["Tags"] == [{"Key": "größe", "Value": "a b"}]
    refused("InvalidArgumentException", f"Failed to add tags to stream places under account {ACCOUNT} because some tags contained illegal characters.",
            kinesis.add_tags_to_stream, StreamName="places", Tags={"a": "100%"})


@case
def retention():
    kinesis.increase_stream_retention_period(StreamName="places", RetentionPeriodHours=168)
    assert settled("places")["RetentionPeriodHours"] == 168
    kinesis.decrease_stream_retention_period(StreamName="places", RetentionPeriodHours=24)
    assert settled("places")["RetentionPeriodHours"] == 24
    refused("InvalidArgumentException", "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
            kinesis.decrease_stream_retention_period, StreamName="places", RetentionPeriodHours=23)


@case
def enhanced_monitoring():
    answer = kinesis.enable_enhanced_monitoring(StreamName="places", ShardLevelMetrics=["IncomingBytes", "OutgoingBytes"])
    assert answer["CurrentShardLevelMetrics"] == [] and answer["DesiredShardLevelMetrics"] == ["IncomingBytes", "OutgoingBytes"], answer
    answer = kinesis.disable_enhanced_monitoring(StreamName="places", ShardLevelMetrics=["ALL"])
    assert answer["DesiredShardLevelMetrics"] == [], answer


@case
def encryption():
    kinesis.start_stream_encryption(StreamName="places", EncryptionType="KMS", KeyId="alias/mine")
    assert settled("places")["KeyId"] == "alias/mine"
    kinesis.stop_stream_encryption(StreamName="places", EncryptionType="KMS", KeyId="alias/mine")
    assert settled("places")["EncryptionType"] == "NONE"


@case
def stream_mode_and_limits():
    arn = f"arn:aws:kinesis:eu-central-1:{ACCOUNT}:stream/places"
    kinesis.update_stream_mode(StreamARN=arn, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    assert settled("places")["StreamModeDetails"]["StreamMode"] == "ON_DEMAND"
    limits = kinesis.describe_limits()
    assert limits["OnDemandStreamCount"] == 1 and limits["OpenShardCount"] >= 1, limits
    refused("ValidationException", f"Request is invalid. Stream places under account {ACCOUNT} is in On-Demand mode.",
            kinesis.update_shard_count, StreamName="places", TargetShardCount=2, ScalingType="UNIFORM_SCALING")


@case
def resharding():
    kinesis.create_stream(StreamName="reshard", ShardCount=2)
    settled("reshard")
    kinesis.split_shard(StreamName="reshard", ShardToSplit="shardId-000000000000", NewStartingHashKey=str(1 << 126))
    settled("reshard")
    kinesis.merge_shards(StreamName="reshard", ShardToMerge="shardId-000000000002", AdjacentShardToMerge="shardId-000000000003")
    settled("reshard")
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName="reshard")["Shards"]}
    merged = shards["shardId-000000000004"]
    assert merged["ParentShardId"] == "shardId-000000000002" and merged["AdjacentParentShardId"] == "shardId-000000000003", merged
    assert "EndingSequenceNumber" in shards["shardId-000000000003"]["SequenceNumberRange"], shards
    answer = kinesis.update_shard_count(StreamName="reshard", TargetShardCount=4, ScalingType="UNIFORM_SCALING")
    assert answer["CurrentShardCount"] == 2 and answer["TargetShardCount"] == 4, answer
    assert settled("reshard")["OpenShardCount"] == 4
    refused("LimitExceededException", "UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 4 Target shard count: 9",
            kinesis.update_shard_count, StreamName="reshard", TargetShardCount=9, ScalingType="UNIFORM_SCALING")


@case
def a_wrong_secret():
    stranger = boto3.client("kinesis", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config, aws_access_key_id="conformance", aws_secret_access_key="guess")
    refused("InvalidSignatureException", "does not match the signature you provided", stranger.list_streams)


@case
def an_unknown_key():
    stranger = boto3.client("kinesis", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config, aws_access_key_id="nobody", aws_secret_access_key="guess")
    refused("UnrecognizedClientException", "The security token included in the request is invalid.", stranger.list_streams)


@case
def another_region_sees_nothing():
    elsewhere = boto3.client("kinesis", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config, region_name="us-west-2")
    assert elsewhere.list_streams()["StreamNames"] == []


def lake(bucket):
    return sorted(p for p in glob.glob(f"{os.environ['HYDRANT_DATA']}/buckets/{bucket}/**", recursive=True) if os.path.isfile(p))


def create(name, destination, **more):
    firehose.create_delivery_stream(DeliveryStreamName=name, ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": f"arn:aws:s3:::{name}", **destination}, **more)
    until(lambda: firehose.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]["DeliveryStreamStatus"] == "ACTIVE")


@case
def direct_put_is_delivered():
    create("direct", {"Prefix": "in/", "CompressionFormat": "GZIP", "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1}})
    firehose.put_record(DeliveryStreamName="direct", Record={"Data": b"one\n"})
    answer = firehose.put_record_batch(DeliveryStreamName="direct", Records=[{"Data": b"two\n"}, {"Data": b"three\n"}])
    assert answer["FailedPutCount"] == 0 and len({r["RecordId"] for r in answer["RequestResponses"]}) == 2
    def whole():
        body = b"".join(gzip.open(p).read() for p in lake("direct"))
        return body if body.count(b"\n") == 3 else None
    assert until(whole) == b"one\ntwo\nthree\n"
    assert all("/in/20" in p and p.endswith(".gz") for p in lake("direct")), lake("direct")


@case
def a_stream_is_delivered():
    create("fanned", {"BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1}}, DeliveryStreamType="KinesisStreamAsSource",
           KinesisStreamSourceConfiguration={"KinesisStreamARN": f"arn:aws:kinesis:eu-central-1:{ACCOUNT}:stream/py", "RoleARN": ROLE})
    sent = {f"line {i}\n" for i in range(100)}
    kinesis.put_records(StreamName="py", Records=[{"Data": line.encode(), "PartitionKey": line} for line in sent])
    def whole():
        lines = "".join(open(p).read() for p in lake("fanned")).splitlines(keepends=True)
        return lines if len(lines) >= 100 else None
    lines = until(whole)
    assert len(lines) == 100 and set(lines) == sent


@case
def puts_to_a_delivery_stream_with_a_source():
    refused("InvalidArgumentException", "not permitted on KinesisStreamAsSource", firehose.put_record, DeliveryStreamName="fanned", Record={"Data": b"x"})


@case
def describe_has_both_descriptions_of_s3():
    found = firehose.describe_delivery_stream(DeliveryStreamName="direct")["DeliveryStreamDescription"]
    destination = found["Destinations"][0]
    assert found["VersionId"] == "1" and destination["DestinationId"] == "destinationId-000000000001"
    assert destination["S3DestinationDescription"]["BucketARN"] == "arn:aws:s3:::direct"
    assert destination["ExtendedS3DestinationDescription"]["S3BackupMode"] == "Disabled", destination


@case
def what_is_not_supported_is_named():
    refused("InvalidArgumentException", "KMSEncryptionConfig", firehose.create_delivery_stream, DeliveryStreamName="later",
            ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::later", "EncryptionConfiguration": {
                "KMSEncryptionConfig": {"AWSKMSKeyARN": f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/k"}}})


@case
def unknown_delivery_stream():
    refused("ResourceNotFoundException", f"Firehose nowhere under account {ACCOUNT} not found.", firehose.put_record, DeliveryStreamName="nowhere", Record={"Data": b"x"})


@case
def subscribe_to_shard():
    kinesis.create_stream(StreamName="pushed", ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName="pushed", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
    stream = f"arn:aws:kinesis:eu-central-1:{ACCOUNT}:stream/pushed"
    consumer = kinesis.register_stream_consumer(StreamARN=stream, ConsumerName="python")["Consumer"]
    assert consumer["ConsumerStatus"] == "CREATING" and isinstance(consumer["ConsumerCreationTimestamp"], datetime.datetime)
    arn = consumer["ConsumerARN"]
    while kinesis.describe_stream_consumer(ConsumerARN=arn)["ConsumerDescription"]["ConsumerStatus"] != "ACTIVE":
        time.sleep(0.05)
    assert kinesis.describe_stream_summary(StreamName="pushed")["StreamDescriptionSummary"]["ConsumerCount"] == 1

    shard = "shardId-000000000000"
    events = kinesis.subscribe_to_shard(ConsumerARN=arn, ShardId=shard, StartingPosition={"Type": "TRIM_HORIZON"})["EventStream"]
    for i in range(10):
        kinesis.put_record(StreamName="pushed", Data=str(i).encode(), PartitionKey=str(i))
    data = []
    for event in events:
        data += [record["Data"] for record in event["SubscribeToShardEvent"]["Records"]]
        if len(data) == 10:
            kinesis.split_shard(StreamName="pushed", ShardToSplit=shard, NewStartingHashKey=str(1 << 127))
            break
    assert data == [str(i).encode() for i in range(10)], data

    # The rest of the same stream, chunked over HTTP/1.1: its end, with the children.
    for event in events:
        last = event["SubscribeToShardEvent"]
    assert [child["ShardId"] for child in last["ChildShards"]] == ["shardId-000000000001", "shardId-000000000002"], last
    assert "ContinuationSequenceNumber" not in last

    assert [each["ConsumerName"] for each in kinesis.list_stream_consumers(StreamARN=stream)["Consumers"]] == ["python"]
    refused("ResourceInUseException", f"Consumer python under stream pushed already exists", kinesis.register_stream_consumer, StreamARN=stream, ConsumerName="python")
    kinesis.deregister_stream_consumer(StreamARN=stream, ConsumerName="python")
    while kinesis.list_stream_consumers(StreamARN=stream)["Consumers"]:
        time.sleep(0.2)
    refused("ResourceNotFoundException", f"Consumer {arn}, account {ACCOUNT} not found.", kinesis.describe_stream_consumer, ConsumerARN=arn)


@case
def delete_stream():
    kinesis.delete_stream(StreamName="big", EnforceConsumerDeletion=True)
    kinesis.get_waiter("stream_not_exists").wait(StreamName="big", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
    refused("ResourceNotFoundException", f"Stream big under account {ACCOUNT} not found.", kinesis.put_record, StreamName="big", Data=b"x", PartitionKey="k")


print("done")
