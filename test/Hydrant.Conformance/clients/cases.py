"""What the suites of boto3 share: a line per case, and calls that are to be refused."""
from botocore.exceptions import ClientError


def case(function):
    name = function.__name__
    try:
        function()
        print(f"ok {name}")
    except Exception as wrong:  # every failure is a line of the report
        print(f"not ok {name}: {type(wrong).__name__} {wrong}")
    return function


def refused(code, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"code {found['Code']}: {found['Message']}"
        assert text in found["Message"], found["Message"]
        return
    raise AssertionError("it was not refused")
