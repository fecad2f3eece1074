using System.Text;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Api.Tests;

/// <summary>The rows of the order of checks, one by one.</summary>
public sealed class CheckOrderTests
{
    private const string Json = "application/x-amz-json-1.1";
    private const string Target = "Kinesis_20131202.ListStreams";

    [Theory]
    [InlineData("GET", Json, Target, "{}", 403, "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n")]
    [InlineData("POST", Json, Target, "", 400, """{"__type":"SerializationException"}""")]
    [InlineData("POST", Json, "Kinesis_20131202.What", "", 400, """{"__type":"UnknownOperationException"}""")]
    [InlineData("POST", "text/plain", "", "{}", 403, "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n")]
    [InlineData("POST", "text/plain", Target, "{}", 404, "<UnknownOperationException/>\n")]
    [InlineData("POST", Json, Target, "{", 400, """{"__type":"SerializationException"}""")]
    [InlineData("POST", Json, Target, "1", 400, """{"__type":"SerializationException"}""")]
    [InlineData("POST", "application/json", Target, "{", 400, """{"Output":{"__type":"com.amazon.coral.service#SerializationException"},"Version":"1.0"}""")]
    [InlineData("POST", "application/json", Target, "{}", 404, """{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}""")]
    [InlineData("POST", Json, "Kinesis_20131202.What", "{}", 400, """{"__type":"UnknownOperationException"}""")]
    [InlineData("POST", Json, "Kinesis_20131202.What", "{", 400, """{"__type":"SerializationException"}""")]
    [InlineData("POST", Json, Target, """{"Limit":"x"}""", 400, """{"__type":"SerializationException","Message":"class java.lang.String can not be converted to an Integer"}""")]
    [InlineData("POST", Json, Target, """{"Limit":"x"} x""", 400, """{"__type":"SerializationException"}""")]
    [InlineData("POST", Json + "; charset=utf-8", Target, "{}", 200, """{"StreamNames":[],"HasMoreStreams":false,"StreamSummaries":[]}""")]
    public async Task The_first_failing_check_decides(string method, string type, string target, string body, int status, string answer)
    {
        await using var world = await ApiWorld.OpenAsync();

        var found = await world.SendAsync(context => Prepare(context, method, type, target, body));

        found.ShouldBe((status, answer));
    }

    [Fact]
    public async Task A_request_without_signature_is_refused_before_its_members_are_looked_at()
    {
        await using var world = await ApiWorld.OpenAsync();

        var (status, body) = await world.SendAsync(context =>
        {
            Prepare(context, "POST", Json, Target, """{"Limit":"x"}""");
            context.Request.Headers.Remove("Authorization");
        });

        status.ShouldBe(400);
        body.ShouldBe("""{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}""");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_without_a_word()
    {
        await using var world = await ApiWorld.OpenAsync();

        var found = await world.SendAsync(context =>
        {
            Prepare(context, "POST", Json, Target, "");
            context.Request.ContentLength = 17 * 1024 * 1024;
        });

        found.ShouldBe((413, ""));
    }

    [Fact]
    public async Task A_browser_is_told_that_it_may_call()
    {
        await using var world = await ApiWorld.OpenAsync();
        IHeaderDictionary headers = null!;

        var (status, _) = await world.SendAsync(context =>
        {
            context.Request.Method = "OPTIONS";
            context.Request.Headers.Origin = "http://localhost";
            context.Request.Headers["Access-Control-Request-Headers"] = "x-amz-target";
            headers = context.Response.Headers;
        });

        status.ShouldBe(200);
        headers.AccessControlAllowOrigin.ToString().ShouldBe("*");
        headers.AccessControlAllowHeaders.ToString().ShouldBe("x-amz-target");
        headers.ContainsKey("x-amzn-RequestId").ShouldBeTrue();
        headers.ContainsKey("x-amz-id-2").ShouldBeFalse();
    }

    private static void Prepare(HttpContext context, string method, string type, string target, string body)
    {
        context.Request.Method = method;
        context.Request.ContentType = type;
        if (target.Length > 0) context.Request.Headers["X-Amz-Target"] = target;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
    }
}
