namespace Hydrant.Functions.Tests.Running;

public sealed class OtherRuntimesTests
{
    [Theory]
    [InlineData("index.mjs", "export const handler = async (event) => event.n + 1;")]
    [InlineData("index.js", "exports.handler = async (event) => event.n + 1;")]
    [InlineData("index.cjs", "module.exports.handler = (event, context, callback) => setTimeout(() => callback(null, event.n + 1), 5);")]
    [InlineData("index.js", "exports.handler = (event, context) => { context.succeed(event.n + 1); };")]
    public async Task A_handler_of_Node_may_be_written_in_any_way(string file, string code)
    {
        await using var lab = new FunctionLab().File("node", file, code);

        for (var i = 0; i < 3; i++) FunctionLab.TextOf(await lab.InvokeAsync("node", $$"""{"n":{{i}}}""")).ShouldBe($"{i + 1}");
    }

    [Theory]
    [InlineData("exports.handler = async () => { throw new TypeError('no'); };", "TypeError", "no")]
    [InlineData("exports.handler = (e, c, callback) => callback(new RangeError('far'));", "RangeError", "far")]
    [InlineData("exports.handler = (e, c, callback) => setTimeout(() => { throw new Error('late'); }, 5);", "Error", "late")]
    [InlineData("exports.other = 1;", "Runtime.HandlerNotFound", "index.handler is undefined or not exported")]
    [InlineData("exports.handler = (", "Runtime.UserCodeSyntaxError", "SyntaxError")]
    [InlineData("process.exit(4);", "Runtime.ExitError", "exit status 4")]
    public async Task An_error_of_Node_comes_back_with_its_type(string code, string type, string message)
    {
        await using var lab = new FunctionLab().File("node", "index.js", code);

        var answer = await lab.InvokeAsync("node");

        answer.Ok.ShouldBeFalse();
        FunctionLab.ErrorTypeOf(answer).ShouldBe(type);
        answer.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Any_executable_that_speaks_the_Runtime_API_is_a_function()
    {
        await using var lab = new FunctionLab().File("own", "bootstrap", """
            #!/usr/bin/env python3
            import http.client, os
            api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            while True:
                api.request("GET", "/2018-06-01/runtime/invocation/next")
                answer = api.getresponse()
                event = answer.read()
                path = "/2018-06-01/runtime/invocation/" + answer.headers["Lambda-Runtime-Aws-Request-Id"]
                for at in (path.replace("invocation/", "invocation/x"), path):
                    api.request("POST", at + "/response", iter([b"<", event, b">"]), encode_chunked=True, headers={"Transfer-Encoding": "chunked"})
                    done = api.getresponse()
                    done.read()
                    print(done.status)
            """.TrimStart());

        FunctionLab.TextOf(await lab.InvokeAsync("own", "1")).ShouldBe("<1>");
        FunctionLab.TextOf(await lab.InvokeAsync("own", "2")).ShouldBe("<2>");
    }

    [Theory]
    [InlineData("""{"runtime":"ruby3.3"}""", "The runtime 'ruby3.3' is not known here")]
    [InlineData("""{"runtime":"dotnet8","handler":"My"}""", "neither 'My.dll' nor 'bootstrap'")]
    [InlineData("""{"runtime":"provided.al2023"}""", "Couldn't find valid bootstrap(s)")]
    [InlineData("""{"runtime":"python3.12","memory":1}""", "there is no member 'memory'")]
    [InlineData("""{"timeout":0}""", "timeout must be 1 to 900 seconds, not 0.")]
    [InlineData("""{}""", "that names a runtime")]
    public async Task A_folder_that_is_no_function_says_what_is_wrong(string settings, string mistake)
    {
        await using var lab = new FunctionLab().File("wrong", "something.txt", "", settings);

        var answer = await lab.InvokeAsync("wrong");

        answer.Kind.ShouldBe(FunctionAnswerKind.Crashed);
        answer.Message.ShouldContain(mistake);
    }
}
