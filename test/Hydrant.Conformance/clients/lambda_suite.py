"""boto3's Lambda client against functions of a started server. Prints a line per case."""
import base64
import io
import json
import os
import shutil
import time
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"max_attempts": 1}, parameter_validation=False)
client = boto3.client("lambda", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)
ROLE = "arn:aws:iam::111122223333:role/lambda"
ARN = "arn:aws:lambda:eu-central-1:111122223333:function:"


def case(function):
    try:
        function()
        print(f"ok {function.__name__}")
    except Exception as wrong:  # every failure is a line of the report
        print(f"not ok {function.__name__}: {type(wrong).__name__} {wrong}")


def refused(code, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"code {found['Code']}: {found['Message']}"
        assert text in found["Message"], found["Message"]
        return
    raise AssertionError("it was not refused")


def zipped(files, link=None):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, "/etc/passwd")
    return data.getvalue()


def create(name, files, runtime="python3.12", handler="lambda_function.lambda_handler", **more):
    return client.create_function(FunctionName=name, Runtime=runtime, Handler=handler, Role=ROLE, Code={"ZipFile": zipped(files)}, **more)


def call(name, payload, **more):
    answer = client.invoke(FunctionName=name, Payload=json.dumps(payload).encode(), **more)
    return answer, json.loads(answer["Payload"].read() or b"null")


ECHO = {"lambda_function.py": "def lambda_handler(e, c): return {'event': e, 'arn': c.invoked_function_arn}"}


@case
def a_python_function_is_made_and_called():
    made = create("echo", ECHO, Timeout=20, MemorySize=256, Description="says it again")
    assert made["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert made["State"] == "Active" and made["MemorySize"] == 256 and made["Version"] == "$LATEST"
    for name in ("echo", ARN + "echo", "111122223333:function:echo", "echo:$LATEST"):
        answer, value = call(name, {"n": 1})
        assert value == {"event": {"n": 1}, "arn": ARN + "echo"}, value
        assert "FunctionError" not in answer


@case
def a_node_function_is_made_and_called():
    create("node", {"index.mjs": "export const handler = async e => ({ twice: e.n * 2 });"}, "nodejs20.x", "index.handler", Timeout=20)
    assert call("node", {"n": 21})[1] == {"twice": 42}


@case
def a_bootstrap_is_made_and_called():
    script = """#!/bin/sh
while true; do
  head=$(mktemp)
  event=$(curl -sS -D "$head" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next") || exit 1
  id=$(grep -i '^lambda-runtime-aws-request-id:' "$head" | tr -d '\\r' | cut -d' ' -f2)
  rm -f "$head"
  curl -sS -o /dev/null -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" -d "{\\"got\\":$event}"
done
"""
    create("own", {"bootstrap": script}, "provided.al2023", "any", Timeout=20)
    assert call("own", [1, 2])[1] == {"got": [1, 2]}
    assert call("own", "x")[1] == {"got": "x"}


@case
def errors_and_timeouts_are_function_errors():
    create("bad", {"lambda_function.py": "import time\ndef lambda_handler(e, c):\n  if e == 'hang': time.sleep(60)\n  raise KeyError('k')"}, Timeout=1)
    answer, value = call("bad", "x", LogType="Tail")
    assert answer["FunctionError"] == "Unhandled" and value["errorType"] == "KeyError"
    assert b"[ERROR] KeyError" in base64.b64decode(answer["LogResult"])
    answer, value = call("bad", "hang")
    assert answer["FunctionError"] == "Unhandled" and "Task timed out after 1.00 seconds" in value["errorMessage"]


@case
def an_answer_of_seven_megabytes_is_too_large():
    create("big", {"lambda_function.py": "def lambda_handler(e, c): return 'x' * e"}, Timeout=20, MemorySize=512)
    answer, value = call("big", 7_000_000)
    assert answer["FunctionError"] == "Unhandled" and value["errorType"] == "Function.ResponseSizeTooLarge"
    assert len(call("big", 6_000_000)[1]) == 6_000_000
    refused("RequestTooLargeException", "limit 6291556 bytes", client.invoke, FunctionName="big", Payload=b'"' + b"x" * 6_300_000 + b'"')
    refused("InvalidRequestContentException", "Could not parse request body into json", client.invoke, FunctionName="big", Payload=b"{")


@case
def wrong_requests_are_refused_by_name():
    good = dict(FunctionName="wrong", Runtime="python3.12", Handler="a.b", Role=ROLE, Code={"ZipFile": zipped(ECHO)})
    for code, text, change in [
        ("InvalidParameterValueException", "Layers is not supported here", {"Layers": ["x"]}),
        ("InvalidParameterValueException", "VpcConfig is not supported here", {"VpcConfig": {"SubnetIds": []}}),
        ("InvalidParameterValueException", "Code.S3Bucket is not supported here", {"Code": {"S3Bucket": "b", "S3Key": "k"}}),
        ("InvalidParameterValueException", "Publish is not supported here", {"Publish": True}),
        ("InvalidParameterValueException", "The runtime 'ruby3.3' is not known", {"Runtime": "ruby3.3"}),
        ("InvalidParameterValueException", "'timeout' failed", {"Timeout": 901}),
        ("InvalidParameterValueException", "'memorySize' failed", {"MemorySize": 64}),
        ("InvalidParameterValueException", "'role' failed", {"Role": "me"}),
        ("InvalidParameterValueException", "Reserved keys used in this request: AWS_REGION", {"Environment": {"Variables": {"AWS_REGION": "x"}}}),
        ("InvalidParameterValueException", "4KB limit", {"Environment": {"Variables": {"BIG": "x" * 5000}}}),
        ("InvalidParameterValueException", "Could not unzip uploaded file", {"Code": {"ZipFile": b"no zip"}}),
        ("InvalidParameterValueException", "leaves its folder", {"Code": {"ZipFile": zipped({"../../evil.py": "x"})}}),
        ("InvalidParameterValueException", "leaves its folder", {"Code": {"ZipFile": zipped({"/tmp/evil.py": "x"})}}),
        ("InvalidParameterValueException", "holds a link", {"Code": {"ZipFile": zipped(ECHO, link="passwd")}}),
        ("InvalidParameterValueException", "Unzipped size must be smaller than 262144000 bytes", {"Code": {"ZipFile": zipped({"zeros": bytes(263_000_000)})}}),
    ]:
        refused(code, text, client.create_function, **{**good, **change})
    refused("ResourceNotFoundException", "Function not found: " + ARN + "wrong", client.get_function, FunctionName="wrong")
    refused("ResourceNotFoundException", ARN + "echo:7", client.invoke, FunctionName="echo", Qualifier="7")


@case
def functions_are_listed_in_pages():
    names = [f"many-{i:03}" for i in range(60)]
    for name in names:
        create(name, ECHO)
    pages = list(client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 25}))
    found = [each["FunctionName"] for page in pages for each in page["Functions"] if each["FunctionName"].startswith("many-")]
    assert found == names, found
    assert len(pages) == 3, len(pages)
    for name in names:
        client.delete_function(FunctionName=name)


@case
def a_change_with_a_stale_revision_is_refused():
    first = client.get_function_configuration(FunctionName="echo")["RevisionId"]
    second = client.update_function_configuration(FunctionName="echo", Description="new", RevisionId=first)
    assert second["Description"] == "new" and second["RevisionId"] != first
    refused("PreconditionFailedException", "does not match", client.update_function_code, FunctionName="echo", ZipFile=zipped(ECHO), RevisionId=first)


@case
def a_function_can_call_this_server():
    code = """
import os, urllib.request
def lambda_handler(e, c): return urllib.request.urlopen(os.environ['AWS_ENDPOINT_URL'] + '/health').read().decode()
"""
    create("calls", {"lambda_function.py": code}, Timeout=20)
    assert call("calls", {})[1] == "ok\n"


@case
def a_folder_is_a_function():
    folder = os.path.join(os.environ["HYDRANT_DATA"], "functions", "mask")
    shutil.copytree(os.path.join(os.path.dirname(__file__), "..", "..", "..", "samples", "functions", "mask"), folder)
    record = base64.b64encode(b'{"app":"a","region":"b","mail":"jane.doe@example.com"}').decode()
    value = call("mask", {"records": [{"recordId": "1", "data": record}]})[1]
    assert json.loads(base64.b64decode(value["records"][0]["data"]))["mail"] == "j***@example.com", value
    with open(os.path.join(folder, "lambda_function.py"), "w") as file:
        file.write("def lambda_handler(e, c): return 'changed'")
    deadline = time.time() + 10
    while call("mask", {"records": []})[1] != "changed":
        assert time.time() < deadline
        time.sleep(0.05)


@case
def an_event_is_called_and_repeated():
    marks = os.path.join(os.environ["HYDRANT_DATA"], "marks")
    create("event", {"lambda_function.py": f"def lambda_handler(e, c):\n  open({marks!r}, 'a').write(e)\n  raise ValueError()"}, Timeout=20)
    assert client.invoke(FunctionName="event", InvocationType="Event", Payload=b'"x"')["StatusCode"] == 202
    deadline = time.time() + 30
    while not (os.path.exists(marks) and open(marks).read() == "xxx"):
        assert time.time() < deadline
        time.sleep(0.05)


@case
def a_deleted_function_is_gone():
    client.delete_function(FunctionName="echo")
    refused("ResourceNotFoundException", "Function not found", client.invoke, FunctionName="echo", Payload=b"{}")
    refused("ResourceNotFoundException", "Function not found", client.delete_function, FunctionName="echo")


print("done")
