"""boto3 makes a delivery stream that masks, drops and writes rows without a function, and puts records to it."""
import json
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# Older versions know only intervals of a minute and more.
config = Config(parameter_validation=False)
firehose = boto3.client("firehose", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)


def processor(kind, **parameters):
    return {"Type": kind, "Parameters": [{"ParameterName": name, "ParameterValue": value} for name, value in parameters.items()]}


def make(name, limits):
    firehose.create_delivery_stream(
        DeliveryStreamName=name,
        Tags=[{"Key": "hydrant:limits", "Value": limits}],
        ExtendedS3DestinationConfiguration={
            "RoleARN": "arn:aws:iam::000000000000:role/r", "BucketARN": "arn:aws:s3:::lake",
            "Prefix": "rows/", "ErrorOutputPrefix": "failed/",
            "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1},
            "ProcessingConfiguration": {"Enabled": True, "Processors": [
                processor("AppendDelimiterToRecord"),
                processor("JsonToCsv", Fields="id,user.mail,card,secret,note", NullText="-"),
                processor("Mask", Pattern="email", Replacement="<mail>"),
                processor("Mask", Pattern="card", Fields="card"),
                processor("DropFields", Fields="secret"),
            ]},
        })


make("rows", "off")
try:
    make("plain", "aws")
except ClientError as error:
    print(error.response["Error"]["Code"], error.response["Error"]["Message"])

while firehose.describe_delivery_stream(DeliveryStreamName="rows")["DeliveryStreamDescription"]["DeliveryStreamStatus"] != "ACTIVE":
    time.sleep(0.05)
shown = firehose.describe_delivery_stream(DeliveryStreamName="rows")["DeliveryStreamDescription"]["Destinations"][0]
print(*[each["Type"] for each in shown["ExtendedS3DestinationDescription"]["ProcessingConfiguration"]["Processors"]])
records = [
    {"id": 1, "user": {"mail": "ann@example.org"}, "card": 4111111111111111, "secret": "s", "note": "4111 1111 1111 1111"},
    "no JSON",
    {"id": 2.50, "user": {"mail": None}, "card": "none", "note": 'write to "bob@example.org", soon'},
]
answer = firehose.put_record_batch(
    DeliveryStreamName="rows",
    Records=[{"Data": (each if isinstance(each, str) else json.dumps(each)).encode()} for each in records])
assert answer["FailedPutCount"] == 0, answer
print("done")
