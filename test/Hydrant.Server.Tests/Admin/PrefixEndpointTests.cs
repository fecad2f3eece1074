using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Server.Tests.Subscriptions;

namespace Hydrant.Server.Tests.Admin;

/// <summary>The keys of records, asked of a server.</summary>
public sealed class PrefixEndpointTests
{
    private const string Creation =
        """
        {"DeliveryStreamName":"clicks","ExtendedS3DestinationConfiguration":{"RoleARN":"arn:aws:iam::000000000000:role/r",
        "BucketARN":"arn:aws:s3:::lake","Prefix":"app=!{partitionKeyFromQuery:app}/by=!{partitionKeyFromLambda:by}/","ErrorOutputPrefix":"bad/",
        "CompressionFormat":"GZIP","DynamicPartitioningConfiguration":{"Enabled":true},"ProcessingConfiguration":{"Enabled":true,"Processors":[
        {"Type":"Lambda","Parameters":[{"ParameterName":"LambdaArn","ParameterValue":"arn:aws:lambda:us-east-1:000000000000:function:f"}]},
        {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"MetadataExtractionQuery","ParameterValue":"{app: .app}"},
        {"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"}]}]} } }
        """;

    [Fact]
    public async Task Settings_of_a_delivery_stream_are_taken_and_its_function_is_not_called()
    {
        await using var server = await ListeningServer.StartAsync();
        await CreateAsync(server);

        var (status, answer) = await AskAsync(
            server, """{"stream":"clicks","partitionKeys":{"by":"ann"},"arrivedAt":"2026-03-01T12:00:00Z","records":[{"app":"web"},"no JSON"]}""");

        status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        var name = "clicks-1-2026-03-01-12-00-00-00000000-0000-0000-0000-000000000000.gz";
        answer["records"]![0]!["key"]!.GetValue<string>().ShouldBe($"app=web/by=ann/{name}");
        answer["records"]![0]!["partitionKeys"]!.ToJsonString().ShouldBe("""{"by":"ann","app":"web"}""");
        answer["records"]![1]!["key"]!.GetValue<string>().ShouldBe($"bad/processing-failed/2026/03/01/12/{name}");
        answer["records"]![1]!["errorCode"]!.GetValue<string>().ShouldBe("DynamicPartitioning.MetadataExtractionFailed");
        answer["errorKeys"]!["processing-failed"]!.GetValue<string>().ShouldBe($"bad/processing-failed/2026/03/01/12/{name}");
        (await AskAsync(server, """{"stream":"arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks","partitionKeys":{"by":"a"},"records":[{"app":1}]}"""))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"stream":"nobody"}""", "There is no delivery stream nobody.")]
    [InlineData("""{"prefix":"!{timestamp:b}/","errorOutputPrefix":"e/"}""", "Invalid conversion character used in the value of the expression in Prefix")]
    [InlineData("{", "The request is no JSON")]
    public async Task What_is_wrong_is_told(string request, string mistake)
    {
        await using var server = await ListeningServer.StartAsync();

        var (status, answer) = await AskAsync(server, request);

        status.ShouldBe(HttpStatusCode.BadRequest);
        answer["mistakes"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldStartWith(mistake);
    }

    [Fact]
    public async Task Previews_are_posted_by_callers_on_this_machine_and_are_short()
    {
        await using var server = await ListeningServer.StartAsync();
        using var client = new HttpClient();
        var path = new Uri(server.Address, "/_hydrant/prefix");

        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await AskAsync(server, new string(' ', 1024 * 1024 + 1))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var page = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}") };
        page.Headers.Add("Origin", "http://elsewhere.example");
        (await client.SendAsync(page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(ListeningServer server, string request)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(server.Address, "/_hydrant/prefix"), new StringContent(request));
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static async Task CreateAsync(ListeningServer server)
    {
        using var client = new HttpClient();
        using var request = server.Request("any", "", HttpVersion.Version11);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Creation));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Remove("X-Amz-Target");
        request.Headers.Add("X-Amz-Target", "Firehose_20150804.CreateDeliveryStream");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
