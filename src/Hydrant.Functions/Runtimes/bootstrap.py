"""Runs a Python handler through the Lambda Runtime API. One process, one call at a time."""
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
PREFIX = "/2018-06-01/runtime/"
MARK = os.environ.pop("HYDRANT_LOG_MARK", "")


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    """What a handler gets as its second argument."""

    def __init__(self, headers):
        self.aws_request_id = headers.get("Lambda-Runtime-Aws-Request-Id", "")
        self.invoked_function_arn = headers.get("Lambda-Runtime-Invoked-Function-Arn", "")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION", "")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME", "")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME", "")
        self.identity = Identity()
        text = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = json.loads(text) if text else None
        self._deadline = int(headers.get("Lambda-Runtime-Deadline-Ms", "0"))

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def call(connection, method, path, body=None, kind=None):
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if kind:
        headers["Lambda-Runtime-Function-Error-Type"] = kind
    connection.request(method, PREFIX + path, body, headers)
    answer = connection.getresponse()
    return answer, answer.read()


def describe(error, kind=None, skip=0):
    trace = traceback.extract_tb(error.__traceback__)[skip:]
    return {
        "errorMessage": str(error),
        "errorType": kind or type(error).__name__,
        "stackTrace": traceback.format_list(trace),
    }


def load():
    name = os.environ["_HANDLER"]
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        return None, {"errorMessage": f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)",
                      "errorType": "Runtime.MalformedHandlerName", "stackTrace": []}
    sys.path.insert(0, os.environ.get("LAMBDA_TASK_ROOT", os.getcwd()))
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        return None, describe(
            ImportError(f"Unable to import module '{module_name}': {error}").with_traceback(error.__traceback__),
            "Runtime.ImportModuleError")
    except SyntaxError as error:
        return None, describe(
            SyntaxError(f"Syntax error in module '{module_name}': {error}").with_traceback(error.__traceback__),
            "Runtime.UserCodeSyntaxError")
    except Exception as error:  # the user's module may raise anything
        return None, describe(error)
    handler = getattr(module, function_name, None)
    if handler is None:
        return None, {"errorMessage": f"Handler '{function_name}' missing on module '{module_name}'",
                      "errorType": "Runtime.HandlerNotFound", "stackTrace": []}
    return handler, None


def tell(failure):
    sys.stderr.write(f"[ERROR] {failure['errorType']}: {failure['errorMessage']}\n" + "".join(failure["stackTrace"]))


def flush(request_id):
    sys.stdout.flush()
    sys.stderr.flush()
    if MARK:
        os.write(1, f"{MARK}{request_id}\n".encode())


def run(handler, connection):
    answer, body = call(connection, "GET", "invocation/next")
    if answer.status != 200:
        sys.exit(1)
    request_id = answer.headers["Lambda-Runtime-Aws-Request-Id"]
    os.environ["_X_AMZN_TRACE_ID"] = answer.headers.get("Lambda-Runtime-Trace-Id", "")
    failure = None
    try:
        event = json.loads(body) if body else None
    except ValueError as error:
        failure = describe(ValueError(f"Unable to unmarshal input: {error}"), "Runtime.UnmarshalError")
    if failure is None:
        try:
            result = handler(event, Context(answer.headers))
        except Exception as error:
            failure = describe(error, skip=1)
    if failure is None:
        try:
            text = json.dumps(result, ensure_ascii=False, allow_nan=False).encode()
        except Exception as error:
            failure = describe(ValueError(f"Unable to marshal response: {error}"), "Runtime.MarshalError")
    if failure is None:
        flush(request_id)
        call(connection, "POST", f"invocation/{request_id}/response", text)
    else:
        tell(failure)
        flush(request_id)
        call(connection, "POST", f"invocation/{request_id}/error", json.dumps(failure).encode(), failure["errorType"])


def main():
    connection = http.client.HTTPConnection(API)
    handler, failure = load()
    if failure is not None:
        tell(failure)
        flush("")
        call(connection, "POST", "init/error", json.dumps(failure).encode(), failure["errorType"])
        sys.exit(1)
    while True:
        run(handler, connection)


try:
    main()
except (ConnectionError, http.client.HTTPException):
    os._exit(1)  # the server is gone, and so is the reason to be here
