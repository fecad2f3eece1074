"""The control plane of Firehose through boto3. Prints a line per case."""
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from calls import say_calls
from cases import case, refused

# The model of this version is older than the service: it knows no buffering interval below 60 seconds.
config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
firehose = boto3.client("firehose", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)
say_calls(firehose)
ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/firehose"
KEY = f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/1234"
NAME = "py-control"


def described():
    return firehose.describe_delivery_stream(DeliveryStreamName=NAME)["DeliveryStreamDescription"]


def until(look, patience=15):
    end = time.time() + patience
    while time.time() < end:
        if look():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def create(name, **more):
    return firehose.create_delivery_stream(
        DeliveryStreamName=name, ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::py-control"}, **more)


def settled():
    until(lambda: described()["DeliveryStreamEncryptionConfiguration"]["Status"] in ("ENABLED", "DISABLED"))
    return described()["DeliveryStreamEncryptionConfiguration"]


@case
def made_with_tags_and_encryption():
    create(NAME, Tags=[{"Key": "team", "Value": "web"}],
           DeliveryStreamEncryptionConfigurationInput={"KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": KEY})
    until(lambda: described()["DeliveryStreamStatus"] == "ACTIVE")
    assert settled() == {"KeyARN": KEY, "KeyType": "CUSTOMER_MANAGED_CMK", "Status": "ENABLED"}, settled()
    assert NAME in firehose.list_delivery_streams()["DeliveryStreamNames"]
    assert firehose.list_tags_for_delivery_stream(DeliveryStreamName=NAME)["Tags"] == [{"Key": "team", "Value": "web"}]


@case
def encryption_stops_and_starts():
    assert firehose.put_record(DeliveryStreamName=NAME, Record={"Data": b"a"})["Encrypted"] is True
    firehose.stop_delivery_stream_encryption(DeliveryStreamName=NAME)
    assert settled() == {"Status": "DISABLED"}, settled()
    assert firehose.put_record_batch(DeliveryStreamName=NAME, Records=[{"Data": b"a"}])["Encrypted"] is False
    firehose.start_delivery_stream_encryption(DeliveryStreamName=NAME)
    assert settled() == {"KeyType": "AWS_OWNED_CMK", "Status": "ENABLED"}, settled()
    assert firehose.put_record_batch(DeliveryStreamName=NAME, Records=[{"Data": b"a"}])["Encrypted"] is True


@case
def wrong_keys():
    refused("InvalidArgumentException", "KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK",
            firehose.start_delivery_stream_encryption, DeliveryStreamName=NAME,
            DeliveryStreamEncryptionConfigurationInput={"KeyType": "CUSTOMER_MANAGED_CMK"})
    refused("InvalidArgumentException", "Cross-region keys are not allowed for SSE.",
            firehose.start_delivery_stream_encryption, DeliveryStreamName=NAME, DeliveryStreamEncryptionConfigurationInput={
                "KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": KEY.replace("eu-central-1", "us-east-1")})


@case
def tags_come_and_go_in_pages():
    firehose.tag_delivery_stream(DeliveryStreamName=NAME, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b"}, {"Key": "team", "Value": "lake"}])
    page = firehose.list_tags_for_delivery_stream(DeliveryStreamName=NAME, Limit=2)
    assert [tag["Key"] for tag in page["Tags"]] == ["a", "b"] and page["HasMoreTags"], page
    page = firehose.list_tags_for_delivery_stream(DeliveryStreamName=NAME, ExclusiveStartTagKey="b")
    assert page["Tags"] == [{"Key": "team", "Value": "lake"}] and not page["HasMoreTags"], page
    firehose.untag_delivery_stream(DeliveryStreamName=NAME, TagKeys=["a", "b", "never"])
    assert len(firehose.list_tags_for_delivery_stream(DeliveryStreamName=NAME)["Tags"]) == 1
    refused("ValidationException", "Value 'aws:mine' at 'tags.1.member.key' failed to satisfy constraint",
            firehose.tag_delivery_stream, DeliveryStreamName=NAME, Tags=[{"Key": "aws:mine", "Value": "1"}])


@case
def the_tag_turns_the_limits_on():
    firehose.tag_delivery_stream(DeliveryStreamName=NAME, Tags=[{"Key": "hydrant:limits", "Value": "aws"}])
    half = b"x" * (512 * 1024)
    answer = firehose.put_record_batch(DeliveryStreamName=NAME, Records=[{"Data": half}] * 4)
    failed = [entry for entry in answer["RequestResponses"] if "ErrorCode" in entry]
    assert answer["FailedPutCount"] == len(failed) == 2, answer
    assert all(entry == {"ErrorCode": "ServiceUnavailableException", "ErrorMessage": "Slow down."} for entry in failed), failed
    refused("ServiceUnavailableException", "Slow down.", firehose.put_record, DeliveryStreamName=NAME, Record={"Data": half})
    try:
        for _ in range(50):
            firehose.describe_delivery_stream(DeliveryStreamName=NAME)
        raise AssertionError("it was not refused")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "ThrottlingException", error
    firehose.tag_delivery_stream(DeliveryStreamName=NAME, Tags=[{"Key": "hydrant:limits", "Value": "off"}])
    for _ in range(20):
        firehose.describe_delivery_stream(DeliveryStreamName=NAME)


@case
def the_destination_is_changed():
    firehose.update_destination(DeliveryStreamName=NAME, CurrentDeliveryStreamVersionId="1", DestinationId="destinationId-000000000001",
                                ExtendedS3DestinationUpdate={"Prefix": "p/", "BufferingHints": {"SizeInMBs": 129, "IntervalInSeconds": 901}})
    found = described()
    assert found["VersionId"] == "2" and "LastUpdateTimestamp" in found, found
    refused("ConcurrentModificationException", "do not match", firehose.update_destination, DeliveryStreamName=NAME,
            CurrentDeliveryStreamVersionId="1", DestinationId="destinationId-000000000001", ExtendedS3DestinationUpdate={"Prefix": "q/"})


@case
def hints_beyond_those_of_the_service():
    hints = {"SizeInMBs": 5120, "IntervalInSeconds": 86400}
    destination = {"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::py-control", "BufferingHints": hints}
    firehose.create_delivery_stream(DeliveryStreamName="py-wide", ExtendedS3DestinationConfiguration=destination)
    found = firehose.describe_delivery_stream(DeliveryStreamName="py-wide")["DeliveryStreamDescription"]["Destinations"][0]
    assert found["ExtendedS3DestinationDescription"]["BufferingHints"] == hints, found
    refused("ValidationException", "Member must have value less than or equal to 128", firehose.create_delivery_stream,
            DeliveryStreamName="py-narrow", ExtendedS3DestinationConfiguration=destination,
            Tags=[{"Key": "hydrant:limits", "Value": "aws"}])


@case
def it_is_deleted():
    firehose.delete_delivery_stream(DeliveryStreamName=NAME)
    until(lambda: NAME not in firehose.list_delivery_streams()["DeliveryStreamNames"])


print("done")
