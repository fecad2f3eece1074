using System.Text;
using System.Text.RegularExpressions;
using Hydrant.Core;
using Hydrant.Delivery.Transforms;
using Hydrant.Destinations.S3;
using Hydrant.Destinations.S3.Preview;

namespace Hydrant.Destinations.Tests.S3.Preview;

public sealed partial class KeyPreviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_preview_is_the_key_that_the_object_gets(bool isConverted)
    {
        await using var world = await DeliveryWorld.StartAsync();
        await world.MakeTableAsync("logs", "clicks", ("app", "string"));
        var query = new ProcessorSettings(
            "MetadataExtraction", [KeyValuePair.Create("MetadataExtractionQuery", "{app: .app}"), KeyValuePair.Create("JsonParsingEngine", "JQ-1.6")]);
        var mask = new ProcessorSettings("Mask", [KeyValuePair.Create("Pattern", "email")]);
        var stream = await world.CreateAsync("clicks", new S3Options
        {
            RoleArn = "arn:aws:iam::000000000000:role/r", BucketArn = "arn:aws:s3:::lake", BufferSeconds = 0,
            Prefix = "app=!{partitionKeyFromQuery:app}/!{timestamp:yyyy}/!{firehose:random-string}/", CustomTimeZone = "Europe/Berlin",
            ErrorOutputPrefix = "failed/!{firehose:error-output-type}/!{timestamp:yyyy}/", Compression = isConverted ? "UNCOMPRESSED" : "GZIP",
            IsProcessing = true, IsPartitioned = true, Processors = [query, mask],
            FormatConversion = isConverted
                ? new()
                {
                    Schema = new() { RoleArn = "arn:aws:iam::000000000000:role/r", DatabaseName = "logs", TableName = "clicks" },
                    Input = new() { Deserializer = new() { OpenX = new() } }, Output = new() { Serializer = new() { Orc = new() } },
                }
                : null,
        });
        string[] records = ["""{"app":"ann@example.org"}""", "no JSON"];

        await DeliveryWorld.PutAsync(stream, records);
        var delivered = new[] { await world.Events.NextAsync(), await world.Events.NextAsync() };
        var preview = await KeyPreview.ShowAsync(
            new KeyPreviewRequest
            {
                Settings = stream.Now.Spec.Destination, Name = stream.Now.Name, VersionId = stream.Now.VersionId,
                ArrivedAt = DateTimeOffset.FromUnixTimeMilliseconds(delivered[0].ArrivedAtMs), Records = [.. records.Select(Encoding.UTF8.GetBytes)],
            },
            TimeProvider.System, CancellationToken.None);

        var keys = (await world.ObjectsAsync("lake", "")).Select(found => WithoutRandom(found.Key)).Order(StringComparer.Ordinal).ToList();
        keys.Count.ShouldBe(2);
        preview.Value.Records.Select(record => WithoutRandom(record.Key)).Order(StringComparer.Ordinal).ShouldBe(keys);
        preview.Value.Records[0].Key.ShouldContain("/00000000000/clicks-1-");
        preview.Value.Records[0].PartitionKeys.ShouldHaveSingleItem().Value.ShouldBe("***");
        preview.Value.Records[1].ErrorCode.ShouldBe("DynamicPartitioning.MetadataExtractionFailed");
    }

    [Fact]
    public async Task Everything_that_keys_are_made_of_is_in_a_request()
    {
        var answer = await AnswerAsync(
            """
            {"name": "clicks", "version": 3, "prefix": "app=!{partitionKeyFromQuery:app}/k=!{partitionKeyFromLambda:k}/!{timestamp:yyyy/MM/dd}/",
            "errorOutputPrefix": "failed/!{firehose:error-output-type}/", "customTimeZone": "Europe/Berlin", "conversion": "parquet",
            "query": "{app: .app}", "partitionKeys": {"k": "7"}, "arrivedAt": "2026-03-01T23:30:00Z", "records": [{"app": "web"}, "{\"app\":1}", {}]}
            """);

        var name = "clicks-3-2026-03-02-00-30-00-00000000-0000-0000-0000-000000000000";
        answer.Value.Records.Select(record => (record.Number, record.Key, record.ErrorCode)).ShouldBe(
        [
            (1, $"app=web/k=7/2026/03/02/{name}.parquet", null),
            (2, $"app=1/k=7/2026/03/02/{name}.parquet", null),
            (3, $"failed/processing-failed/{name}", "DynamicPartitioning.MetadataExtractionFailed"),
        ]);
        answer.Value.Records[0].PartitionKeys.Select(key => (key.Name, key.Value)).ShouldBe([("app", "web"), ("k", "7")], ignoreOrder: true);
        answer.Value.ErrorKeys.ShouldBe(
        [
            KeyValuePair.Create("processing-failed", $"failed/processing-failed/{name}"),
            KeyValuePair.Create("format-conversion-failed", $"failed/format-conversion-failed/{name}"),
        ]);
    }

    [Fact]
    public async Task Without_members_the_defaults_of_the_service_count() =>
        (await AnswerAsync("""{"name":"s","compressionFormat":"GZIP"}""")).Value.Records.ShouldHaveSingleItem().Key
            .ShouldBe("2026/03/01/23/s-1-2026-03-01-23-30-00-00000000-0000-0000-0000-000000000000.gz");

    [Theory]
    [InlineData("[]", "The request is one JSON object.")]
    [InlineData("""{"prefix":1}""", "prefix is a text.")]
    [InlineData("""{"records":{}}""", "records is an array.")]
    [InlineData("""{"version":0}""", "version is a whole number from 1.")]
    [InlineData("""{"arrivedAt":"soon"}""", "arrivedAt is a time such as 2026-03-01T12:00:00Z.")]
    [InlineData("""{"partitionKeys":{"a":1}}""", "partitionKeys is an object of texts.")]
    [InlineData("""{"stream":"s","prefix":"a/"}""", "With stream, prefix is the delivery stream's own; leave it out.")]
    [InlineData("""{"stream":"s"}""", "There is no delivery stream to be found without a server.")]
    [InlineData("""{"conversion":"avro"}""", "The conversion is parquet or orc.")]
    [InlineData("""{"prefix":"a=!{timestamp:yyyy}/"}""",
        "Ths supplied prefix(es) do not satisfy the following constraint: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions")]
    [InlineData("""{"fileExtension":"json"}""",
        @"1 validation error detected: Value at 'fileExtension' failed to satisfy constraint: Member must satisfy regular expression pattern: ^$|\.[0-9a-z!\-_.*'()]+")]
    [InlineData("""{"prefix":"a=!{partitionKeyFromQuery:a}/","errorOutputPrefix":"e/","query":"{a: .a}"}""", "There is no record for the query to make partition keys of.")]
    [InlineData("""{"prefix":"a=!{partitionKeyFromQuery:a}/","errorOutputPrefix":"e/"}""",
        "A MetadataExtraction processor is required when the S3 Prefix contains partitionKeyFromQuery.")]
    [InlineData("""{"prefix":"a=!{partitionKeyFromLambda:a}/","errorOutputPrefix":"e/","partitionKeys":{"b":"1"}}""",
        "The Prefix takes the key a from a function: its value is not among the partition keys that were given.")]
    [InlineData("""{"prefix":"a=!{partitionKeyFromLambda:a}/","errorOutputPrefix":"e/","partitionKeys":{"a":"1","b":"1"}}""",
        "The Prefix does not take the key b from a function.")]
    public async Task A_broken_rule_is_told_in_words(string request, string message) => (await AnswerAsync(request)).Fault.Message.ShouldBe(message);

    private static async Task<Outcome<KeyPreviewAnswer>> AnswerAsync(string request)
    {
        var read = KeyPreviewJson.Read(Encoding.UTF8.GetBytes(request), find: null, Now);
        return read.Ok ? await KeyPreview.ShowAsync(read.Value, TimeProvider.System, CancellationToken.None) : read.Fault;
    }

    // The minute may have changed between two records; neither is it random.
    private static string WithoutRandom(string key) => Random().Replace(key, "");

    [GeneratedRegex("[0-9a-z]{11}/|[0-9]{2}-[0-9]{2}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Random();
}
