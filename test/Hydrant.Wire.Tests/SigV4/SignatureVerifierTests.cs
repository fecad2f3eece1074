using System.Text;
using Hydrant.Testing.Clock;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hydrant.Wire.Tests.SigV4;

public sealed class SignatureVerifierTests
{
    private const string Scope = "AKIDEXAMPLE/20260115/us-east-1/kinesis/aws4_request";
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("""{"StreamName":"example"}""");
    private static readonly Credential Known = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012");

    [Fact]
    public void The_published_example_is_let_in_and_says_who_calls()
    {
        Verify(Example(), out var caller).ShouldBeNull();
        caller.ShouldBe(("123456789012", "us-east-1"));
    }

    [Fact]
    public void The_published_presigned_example_is_let_in()
    {
        var request = Request(
            "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260115%2Fus-east-1%2Fkinesis%2Faws4_request"
            + "&X-Amz-Date=20260115T103000Z&X-Amz-Expires=300&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target"
            + "&X-Amz-Signature=8b9157ad78ec60c9a434456acb7a173ccae985e4175f0453c83a8130e75a0682");
        request.Headers.Remove("X-Amz-Date");

        Verify(request, out _).ShouldBeNull();
    }

    [Fact]
    public void Another_body_is_refused()
    {
        var error = Verifier().Verify(Example(), Encoding.ASCII.GetBytes("{}"), "kinesis", out _);

        error!.Type.ShouldBe("InvalidSignatureException");
        error.Message!.ShouldStartWith("The request signature we calculated does not match the signature you provided.");
    }

    [Theory]
    [InlineData(-301, "InvalidSignatureException", "Signature not yet current: 20260115T103000Z is still later than 20260115T102959Z (20260115T102459Z + 5 min.)")]
    [InlineData(301, "InvalidSignatureException", "Signature expired: 20260115T103000Z is now earlier than 20260115T103001Z (20260115T103501Z - 5 min.)")]
    public void A_request_is_good_for_five_minutes_either_way(int secondsLater, string type, string message)
    {
        var error = Verifier(secondsLater).Verify(Example(), Body, "kinesis", out _);

        error!.Type.ShouldBe(type);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("", "MissingAuthenticationTokenException", "Missing Authentication Token")]
    [InlineData("AWS4-HMAC-SHA256 nonsense", "IncompleteSignatureException", "'nonsense' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 nonsense'.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a", "IncompleteSignatureException", "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0", "IncompleteSignatureException", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=" + Scope + ", SignedHeaders=x-amz-date, Signature=0", "InvalidSignatureException", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=who/20260115/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0", "UnrecognizedClientException", "The security token included in the request is invalid.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260115/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "Credential should be scoped to correct service: 'kinesis'. ")]
    public void What_is_wrong_is_said_in_the_words_of_the_service(string header, string type, string message)
    {
        var request = Example();
        request.Headers.Authorization = header;

        Verify(request, out _)!.ShouldSatisfyAllConditions(
            error => error.Type.ShouldBe(type),
            error => error.Message.ShouldBe(message));
    }

    [Fact]
    public void Without_credentials_any_signature_is_taken_and_a_key_of_twelve_digits_is_the_account()
    {
        var request = Example();
        request.Headers.Authorization = "AWS4-HMAC-SHA256 Credential=999988887777/20200101/eu-west-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";

        new SignatureVerifier([], "000000000000", TimeProvider.System).Verify(request, Body, "kinesis", out var caller).ShouldBeNull();

        caller.Account.ShouldBe("999988887777");
        caller.Region.ShouldBe("eu-west-1");
    }

    private static Dispatch.WireError? Verify(HttpRequest request, out (string, string) who)
    {
        var error = Verifier().Verify(request, Body, "kinesis", out var caller);
        who = (caller.Account, caller.Region);
        return error;
    }

    private static SignatureVerifier Verifier(int secondsLater = 0)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero).AddSeconds(secondsLater));
        return new SignatureVerifier([Known], "000000000000", clock);
    }

    private static HttpRequest Example()
    {
        var request = Request("/");
        request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={Scope}, SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
            + "Signature=c378480ab3fee52d1b3893347dd1a39592f8c2c85a3dd63927560d9eca6bd6db";
        return request;
    }

    private static HttpRequest Request(string target)
    {
        var context = new DefaultHttpContext();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0) context.Request.QueryString = new QueryString(target[question..]);
        context.Request.Method = "POST";
        context.Request.Headers.Host = "kinesis.us-east-1.amazonaws.com";
        context.Request.Headers.ContentType = "application/x-amz-json-1.1";
        context.Request.Headers["X-Amz-Date"] = "20260115T103000Z";
        context.Request.Headers["X-Amz-Target"] = "Kinesis_20131202.DescribeStreamSummary";
        return context.Request;
    }
}
