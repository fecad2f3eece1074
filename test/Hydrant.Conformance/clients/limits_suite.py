"""boto3 against a started server that keeps limits. Prints a line per case."""
import json
import os
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from cases import case

ENDPOINT = os.environ["HYDRANT_ENDPOINT"]


def client(attempts):
    return boto3.client("kinesis", endpoint_url=ENDPOINT, config=Config(retries={"total_max_attempts": attempts, "mode": "standard"}))


once, patient = client(1), client(8)


def make(name, **tags):
    patient.create_stream(StreamName=name, ShardCount=1)
    patient.get_waiter("stream_exists").wait(StreamName=name, WaiterConfig={"Delay": 1})
    if tags:
        patient.add_tags_to_stream(StreamName=name, Tags={f"hydrant:{key}": value for key, value in tags.items()})


def put(name, count):
    return once.put_records(StreamName=name, Records=[{"Data": b"x", "PartitionKey": str(i)} for i in range(count)])


def refusal(call, times):
    for _ in range(times):
        try:
            call()
        except ClientError as error:
            return error.response["Error"]
    raise AssertionError("it was not refused")


@case
def a_shard_refuses_records_beyond_its_rate_and_the_client_puts_them_again():
    make("rate")
    left = [{"Data": b"x", "PartitionKey": str(i)} for i in range(500)] * 3
    refused = 0
    deadline = time.monotonic() + 30
    while left and time.monotonic() < deadline:
        answer = once.put_records(StreamName="rate", Records=left[:500])
        again = [record for record, result in zip(left, answer["Records"]) if "ErrorCode" in result]
        for result in answer["Records"]:
            if "ErrorCode" in result:
                assert result["ErrorCode"] == "ProvisionedThroughputExceededException", result
                assert result["ErrorMessage"] == "Rate exceeded for shard shardId-000000000000 in stream rate under account 111122223333.", result
        refused += len(again)
        assert answer["FailedRecordCount"] == len(again)
        left = again + left[500:]
    assert not left and refused > 0, f"{len(left)} left, {refused} refused"


@case
def an_exception_of_the_model_is_raised_for_a_throttled_read():
    shard = {"StreamName": "rate", "ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
    iterator = once.get_shard_iterator(**shard)["ShardIterator"]
    try:
        for _ in range(50):
            once.get_records(ShardIterator=iterator, Limit=1)
    except once.exceptions.ProvisionedThroughputExceededException:
        return
    raise AssertionError("it was not refused")


@case
def a_client_that_repeats_gets_through():
    shard = {"StreamName": "rate", "ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
    iterator = patient.get_shard_iterator(**shard)["ShardIterator"]
    seen = 0
    for _ in range(12):
        page = patient.get_records(ShardIterator=iterator, Limit=100)
        seen, iterator = seen + len(page["Records"]), page["NextShardIterator"]
    assert seen == 1200, seen


@case
def calls_of_the_control_plane_have_a_rate():
    error = refusal(lambda: once.list_streams(), 50)
    assert (error["Code"], error["Message"]) == ("LimitExceededException", "Rate exceeded for account 111122223333."), error


@case
def a_tag_takes_the_limits_from_one_stream():
    make("free", limits="off")
    assert sum(put("free", 500)["FailedRecordCount"] for _ in range(8)) == 0
    for _ in range(40):
        once.describe_stream_summary(StreamName="free")


@case
def a_tag_makes_the_states_of_one_stream_last():
    make("slow", states="aws", limits="off")
    once.split_shard(StreamName="slow", ShardToSplit="shardId-000000000000", NewStartingHashKey="100")
    time.sleep(1)
    status = once.describe_stream_summary(StreamName="slow")["StreamDescriptionSummary"]["StreamStatus"]
    assert status == "UPDATING", status


@case
def fault_rules_are_set_and_met_and_taken_away():
    def rules(method, body=None):
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_hydrant/faults", data, method=method)) as answer:
            return json.load(answer)

    rules("PUT", {"seed": 1, "rules": [{"stream": "free", "operation": "PutRecord", "internalError": 1}]})
    error = refusal(lambda: once.put_record(StreamName="free", Data=b"x", PartitionKey="k"), 1)
    assert error["Code"] == "InternalFailure", error
    assert rules("GET")["applied"][0]["failed"] == 1
    rules("DELETE")
    once.put_record(StreamName="free", Data=b"x", PartitionKey="k")


print("done")
