using System.Text.Json;

namespace Hydrant.Functions.Tests.Running;

public sealed class PythonTests
{
    private const string Echo = """
        import os
        def lambda_handler(event, context):
            return {"event": event, "pid": os.getpid(), "id": context.aws_request_id, "arn": context.invoked_function_arn}
        """;

    [Fact]
    public async Task A_function_gets_its_event_and_its_context()
    {
        await using var lab = new FunctionLab().Python("echo", Echo);

        var answer = await lab.InvokeAsync("arn:aws:lambda:eu-west-1:111122223333:function:echo", """{"a":[1,"é"]}""");

        answer.Kind.ShouldBe(FunctionAnswerKind.Ok, answer.Message);
        using var json = JsonDocument.Parse(answer.Payload);
        json.RootElement.GetProperty("event").GetRawText().ShouldBe("""{"a": [1, "é"]}""");
        json.RootElement.GetProperty("id").GetString().ShouldBe(answer.RequestId);
        json.RootElement.GetProperty("arn").GetString().ShouldBe("arn:aws:lambda:eu-west-1:111122223333:function:echo");
    }

    [Fact]
    public async Task A_thousand_calls_go_through_one_process()
    {
        await using var lab = new FunctionLab().Python("echo", Echo);
        var processes = new HashSet<int>();
        for (var i = 0; i < 1_000; i++)
        {
            var answer = await lab.InvokeAsync("echo", $"{i}");
            using var json = JsonDocument.Parse(answer.Payload);
            json.RootElement.GetProperty("event").GetInt32().ShouldBe(i);
            processes.Add(json.RootElement.GetProperty("pid").GetInt32());
        }

        processes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_comes_back_with_its_type_and_its_trace_and_the_process_goes_on()
    {
        await using var lab = new FunctionLab().Python("fails", """
            def lambda_handler(event, context):
                if event: raise ValueError("no " + event)
                return "fine"
            """);

        var answer = await lab.InvokeAsync("fails", "\"luck\"");

        answer.Kind.ShouldBe(FunctionAnswerKind.FunctionError);
        answer.Message.ShouldBe("no luck");
        using var json = JsonDocument.Parse(answer.Payload);
        json.RootElement.GetProperty("errorType").GetString().ShouldBe("ValueError");
        json.RootElement.GetProperty("stackTrace")[0].GetString()!.ShouldContain("lambda_handler");
        FunctionLab.TextOf(await lab.InvokeAsync("fails", "\"\"")).ShouldBe("\"fine\"");
    }

    [Theory]
    [InlineData("def other(e, c): pass", "Runtime.HandlerNotFound")]
    [InlineData("import nothing_of_that_name", "Runtime.ImportModuleError")]
    [InlineData("def broken(", "Runtime.UserCodeSyntaxError")]
    [InlineData("raise KeyError('x')", "KeyError")]
    [InlineData("import os; os._exit(3)", "Runtime.ExitError")]
    [InlineData("def lambda_handler(e, c): return {1, 2}", "Runtime.MarshalError")]
    [InlineData("def lambda_handler(e, c): return float('nan')", "Runtime.MarshalError")]
    public async Task Code_that_cannot_be_used_says_why(string code, string type)
    {
        await using var lab = new FunctionLab().Python("broken", code);

        var answer = await lab.InvokeAsync("broken");

        answer.Ok.ShouldBeFalse();
        answer.IsFunctionError.ShouldBeTrue();
        FunctionLab.ErrorTypeOf(answer).ShouldBe(type);
    }

    [Fact]
    public async Task A_function_sees_its_own_environment_and_nothing_of_the_servers()
    {
        Environment.SetEnvironmentVariable("HYDRANT_CREDENTIALS", "key:secret:111122223333");
        await using var lab = new FunctionLab(options => options with { ServerUrl = new Uri("http://127.0.0.1:4566") }).Python(
            "env",
            "import os\ndef lambda_handler(e, c): return dict(os.environ)",
            """{"environment":{"COLOUR":"blue"},"memorySize":192}""");

        using var json = JsonDocument.Parse((await lab.InvokeAsync("env")).Payload);

        var seen = json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString());
        seen["COLOUR"].ShouldBe("blue");
        seen["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"].ShouldBe("192");
        seen["AWS_ENDPOINT_URL"].ShouldBe("http://127.0.0.1:4566");
        seen["AWS_REGION"].ShouldBe("us-east-1");
        seen.Keys.ShouldNotContain("HYDRANT_CREDENTIALS");
    }

    [Fact]
    public async Task What_a_function_prints_is_in_its_log_between_start_and_end()
    {
        await using var lab = new FunctionLab().Python("prints", """
            import sys
            def lambda_handler(e, c):
                print("to out")
                print("to err", file=sys.stderr)
                print("no end", end="")
            """);

        var answer = await lab.InvokeAsync("prints");

        var lines = System.Text.Encoding.UTF8.GetString(answer.LogTail.Span).TrimEnd('\n').Split('\n');
        lines[0].ShouldBe($"START RequestId: {answer.RequestId} Version: $LATEST");
        lines[1..^2].ShouldBe(["to err", "to out", "no end"], ignoreOrder: true);
        lines[^2].ShouldBe($"END RequestId: {answer.RequestId}");
        lines[^1].ShouldStartWith($"REPORT RequestId: {answer.RequestId}\tDuration: ");
        lab.Log("prints").ShouldContain("to out\n");
    }
}
