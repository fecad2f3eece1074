using System.Net;
using System.Net.Sockets;
using System.Text;
using Hydrant.Functions.Remote;

namespace Hydrant.Functions.Tests.Running;

public sealed class HttpFunctionInvokerTests
{
    [Theory]
    [InlineData(200, "", """{"a":1}""", FunctionAnswerKind.Ok)]
    [InlineData(200, "Unhandled", """{"errorMessage":"no luck"}""", FunctionAnswerKind.FunctionError)]
    [InlineData(200, "Unhandled", """{"errorMessage":"x Task timed out after 3.00 seconds"}""", FunctionAnswerKind.TimedOut)]
    [InlineData(404, "", "{}", FunctionAnswerKind.NotFound)]
    [InlineData(429, "", "{}", FunctionAnswerKind.Throttled)]
    [InlineData(413, "", "{}", FunctionAnswerKind.TooLarge)]
    [InlineData(500, "", "{}", FunctionAnswerKind.Unavailable)]
    public async Task What_the_other_server_says_is_the_answer(int status, string error, string body, FunctionAnswerKind kind)
    {
        using var listener = Listen(out var endpoint);
        var serving = ServeAsync(listener, status, error, body);
        using var invoker = new HttpFunctionInvoker(endpoint);
        await using var lab = new FunctionLab(elsewhere: invoker);

        var answer = await lab.InvokeAsync("arn:aws:lambda:eu-west-1:111122223333:function:far", "[1]");

        answer.Kind.ShouldBe(kind, answer.Message);
        (await serving).ShouldBe(("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Afar/invocations", "[1]"));
        if (answer.Ok) FunctionLab.TextOf(answer).ShouldBe(body);
    }

    [Fact]
    public async Task A_server_that_is_not_there_makes_the_function_unavailable()
    {
        Uri endpoint;
        using (Listen(out endpoint))
        {
        }

        using var invoker = new HttpFunctionInvoker(endpoint);

        (await invoker.InvokeAsync("far", "{}"u8.ToArray(), default)).Kind.ShouldBe(FunctionAnswerKind.Unavailable);
    }

    private static HttpListener Listen(out Uri endpoint)
    {
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        endpoint = new Uri($"http://127.0.0.1:{port}");
        var listener = new HttpListener { Prefixes = { endpoint.ToString() } };
        listener.Start();
        return listener;
    }

    private static async Task<(string Path, string Body)> ServeAsync(HttpListener listener, int status, string error, string body)
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var request = (context.Request.RawUrl!, await reader.ReadToEndAsync());
        context.Response.StatusCode = status;
        if (error.Length > 0) context.Response.Headers["X-Amz-Function-Error"] = error;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
        return request;
    }
}
