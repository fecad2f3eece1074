using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hydrant.Api.Tests.Protocols;
using Hydrant.Testing.EventStreams;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Operations;

/// <summary>Every operation, in JSON and in CBOR, well and wrongly asked, against a started server.</summary>
public sealed partial class OperationTableTests
{
    private const string Shard = "shardId-000000000000";

    [Fact]
    public async Task The_table_has_a_row_for_every_operation_of_the_service()
    {
        var source = await File.ReadAllTextAsync(
            Path.Combine(StartedServer.Root, "src", "Hydrant.Api", "Kinesis", "KinesisService.cs"),
            TestContext.Current.CancellationToken);
        OperationRows.All.Select(row => row.Operation)
            .ShouldBe(Added().Matches(source).Select(match => match.Groups[1].Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_operation_answers_and_refuses_as_the_table_says(bool isCbor)
    {
        await using var server = await StartedServer.StartAsync("--limits", "off", "--states", "fast");
        using var http = new HttpClient { BaseAddress = server.Endpoint };
        var wrong = new List<string>();
        foreach (var row in OperationRows.All)
        {
            var names = await PrepareAsync(http, "t-" + row.Operation);
            if (row.First is { } first)
            {
                await AskAsync(http, first.Operation, Fill(first.Body, names));
                await ActiveAsync(http, "DescribeStreamSummary", Fill("""{"StreamName":"{s}"}""", names),
                    "StreamDescriptionSummary", "StreamStatus");
            }

            if (row.Good is not null)
            {
                var found = await AnswerAsync(http, isCbor, row, Fill(row.Good, names));
                if (found != $"200 {row.Shape}") wrong.Add($"{row.Operation}: {found}, not 200 {row.Shape}");
            }

            if (row.Bad is null) continue;
            var (status, bytes) = await SendAsync(http, isCbor, row.Operation, Fill(row.Bad, names));
            var error = Read(isCbor, bytes);
            var expected = $"400 {row.Type} {Fill(row.Message, names)}";
            var refused = $"{status} {error["__type"]} {error["message"]}";
            if (refused != expected) wrong.Add($"{row.Operation}: {refused}, not {expected}");
        }

        wrong.ShouldBeEmpty();
    }

    private static async Task<string> AnswerAsync(HttpClient http, bool isCbor, OperationRow row, string body)
    {
        if (row.Operation == "SubscribeToShard") return await FirstEventsAsync(http, isCbor, body);
        var (status, bytes) = await SendAsync(http, isCbor, row.Operation, body);
        var answer = Read(isCbor, bytes);
        if (status != 200) return $"{status} {answer.ToJsonString()}";
        return $"200 {(bytes.Length == 0 ? "" : ShapeText.Of(answer))}";
    }

    /// <summary>The initial response, an event without records, and one with the record that is put then.</summary>
    private static async Task<string> FirstEventsAsync(HttpClient http, bool isCbor, string body)
    {
        using var request = Request(isCbor, "SubscribeToShard", body);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";

        await using var stream = await response.Content.ReadAsStreamAsync();
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var messages = new EventStreamReader(stream);
        var (shapes, isSent) = (new List<string>(), false);
        while (shapes.Count < 3)
        {
            var message = (await messages.ReadAsync(giveUp.Token)).ShouldNotBeNull();
            message.Headers[":message-type"].ShouldBe("event");
            var payload = message.Payload.Length == 0 ? "" : ShapeText.Of(Read(isCbor, message.Payload));
            var shape = $"{message.Type} {message.Headers.GetValueOrDefault(":content-type")} {payload}".TrimEnd();
            if (!shapes.Contains(shape)) shapes.Add(shape); // An idle stream may say so twice.
            if (shapes.Count == 2 && !isSent)
            {
                isSent = true;
                await AskAsync(http, "PutRecord",
                    """{"StreamName":"t-SubscribeToShard","Data":"YQ==","PartitionKey":"a","ExplicitHashKey":"0"}""");
            }
        }

        return $"200 {string.Join("; ", shapes).Replace(isCbor ? "cbor" : "json", "*", StringComparison.Ordinal)}";
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(HttpClient http, string name)
    {
        await AskAsync(http, "CreateStream", $$$"""{"StreamName":"{{{name}}}","ShardCount":2,"Tags":{"k":"v"}}""");
        var summary = await ActiveAsync(
            http, "DescribeStreamSummary", $$"""{"StreamName":"{{name}}"}""",
            "StreamDescriptionSummary", "StreamStatus");
        var arn = (string)summary["StreamDescriptionSummary"]!["StreamARN"]!;
        var consumer = await AskAsync(
            http, "RegisterStreamConsumer", $$"""{"StreamARN":"{{arn}}","ConsumerName":"c"}""");
        await ActiveAsync(http, "DescribeStreamConsumer",
            $$"""{"ConsumerARN":"{{(string)consumer["Consumer"]!["ConsumerARN"]!}}"}""",
            "ConsumerDescription", "ConsumerStatus");
        var iterator = await AskAsync(http, "GetShardIterator",
            $$"""{"StreamName":"{{name}}","ShardId":"{{Shard}}","ShardIteratorType":"TRIM_HORIZON"}""");
        await AskAsync(http, "PutRecord",
            $$"""{"StreamName":"{{name}}","Data":"YQ==","PartitionKey":"a","ExplicitHashKey":"0"}""");
        return new Dictionary<string, string>
        {
            ["{s}"] = name,
            ["{arn}"] = arn,
            ["{nowhere}"] = arn.Replace(name, "nowhere", StringComparison.Ordinal),
            ["{account}"] = arn.Split(':')[4],
            ["{consumer}"] = (string)consumer["Consumer"]!["ConsumerARN"]!,
            ["{iterator}"] = (string)iterator["ShardIterator"]!,
        };
    }

    /// <summary>The description once it says ACTIVE; each question is a call over the network.</summary>
    private static async Task<JsonObject> ActiveAsync(
        HttpClient http, string operation, string body, string description, string status)
    {
        for (var i = 0; i < 2000; i++)
        {
            var answer = await AskAsync(http, operation, body);
            if ((string)answer[description]![status]! == "ACTIVE") return answer;
        }

        throw new InvalidOperationException($"{operation}: not ACTIVE");
    }

    private static async Task<JsonObject> AskAsync(HttpClient http, string operation, string body)
    {
        var (status, bytes) = await SendAsync(http, isCbor: false, operation, body);
        status.ShouldBe(200, Encoding.UTF8.GetString(bytes));
        return Read(isCbor: false, bytes);
    }

    private static async Task<(int Status, byte[] Body)> SendAsync(
        HttpClient http, bool isCbor, string operation, string body)
    {
        using var request = Request(isCbor, operation, body);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    private static JsonObject Read(bool isCbor, byte[] bytes) =>
        bytes.Length == 0 ? [] : (isCbor ? CborJson.Decode(bytes) : JsonNode.Parse(bytes))!.AsObject();

    private static string Fill(string text, Dictionary<string, string> names) =>
        names.Aggregate(text, (filled, name) => filled.Replace(name.Key, name.Value, StringComparison.Ordinal));

    private static HttpRequestMessage Request(bool isCbor, string operation, string body)
    {
        var content = new ByteArrayContent(isCbor ? CborJson.Encode(body) : Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue($"application/x-amz-{(isCbor ? "cbor" : "json")}-1.1");
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"Kinesis_20131202.{operation}");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation("Authorization",
            "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }

    [GeneratedRegex(@"\.Add\(new (\w+)Operation\(")]
    private static partial Regex Added();
}
