using System.Text;
using System.Text.Json;
using Hydrant.Delivery.Transforms;
using Hydrant.Destinations.S3;
using Hydrant.Functions;

namespace Hydrant.Destinations.Tests.S3;

/// <summary>Records through functions, queries and partitions into objects, over the real log and the real store.</summary>
public sealed class ProcessedDeliveryTests
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:mask";

    [Fact]
    public async Task A_query_makes_the_prefix_and_the_error_output_takes_what_has_no_keys()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks", Partitioned(Query("{app: .app, region: .region}")) with
        {
            Prefix = "app=!{partitionKeyFromQuery:app}/region=!{partitionKeyFromQuery:region}/",
        });

        await DeliveryWorld.PutAsync(
            stream, """{"app":"web","region":"eu","n":1}""", """{"app":"api","region":"us","n":2}""", """{"app":"web"}""", "no JSON",
            """{"app":"web","region":"eu","n":3}""");
        for (var i = 0; i < 3; i++) await world.Events.NextAsync();

        (await world.TextsAsync("lake", "app=web/region=eu/")).ShouldBe(["""{"app":"web","region":"eu","n":1}{"app":"web","region":"eu","n":3}"""]);
        (await world.TextsAsync("lake", "app=api/region=us/")).ShouldBe(["""{"app":"api","region":"us","n":2}"""]);
        var failed = (await world.TextsAsync("lake", "failed/processing-failed/")).ShouldHaveSingleItem();
        failed.Split('\n').Count(line => line.Contains("DynamicPartitioning.MetadataExtractionFailed")).ShouldBe(2);
    }

    [Fact]
    public async Task A_function_transforms_drops_and_fails_records_one_by_one()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Functions.Answer = (name, payload) => Answered(payload, (id, data) => data switch
        {
            "drop" => new { recordId = id, result = "Dropped", data = (string?)null },
            "fail" => new { recordId = id, result = "ProcessingFailed", data = (string?)null },
            "lost" => null,
            _ => new { recordId = id, result = "Ok", data = (string?)Convert.ToBase64String(Encoding.UTF8.GetBytes(data.ToUpperInvariant())) },
        });
        var stream = await world.CreateAsync("clicks", Processed(Lambda()) with { Prefix = "good/", ErrorOutputPrefix = "bad/" });

        await DeliveryWorld.PutAsync(stream, "a", "drop", "b", "fail", "lost", "c");
        for (var i = 0; i < 2; i++) await world.Events.NextAsync();

        (await world.TextsAsync("lake", "good/")).ShouldBe(["ABC"]);
        var failed = (await world.TextsAsync("lake", "bad/processing-failed/")).ShouldHaveSingleItem().TrimEnd().Split('\n');
        failed.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("errorCode").GetString()).Order(StringComparer.Ordinal)
            .ShouldBe(["Lambda.MissingRecordId", "Lambda.ProcessingFailedStatus"]);
    }

    [Fact]
    public async Task A_function_that_fails_is_called_again_and_then_its_records_go_to_the_error_output()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var calls = 0;
        world.Functions.Answer = (name, _) =>
        {
            name.ShouldBe(Function);
            calls++;
            return new FunctionAnswer(FunctionAnswerKind.FunctionError, "{}"u8.ToArray(), "broken");
        };
        var stream = await world.CreateAsync(
            "clicks", Processed(Lambda(("NumberOfRetries", "2"))) with { Prefix = "good/", ErrorOutputPrefix = "bad/" });

        await DeliveryWorld.PutAsync(stream, "a", "b");
        await world.Events.NextAsync();

        calls.ShouldBe(3);
        var lines = (await world.TextsAsync("lake", "bad/processing-failed/")).ShouldHaveSingleItem().TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        var line = JsonDocument.Parse(lines[0]).RootElement;
        line.GetProperty("errorCode").GetString().ShouldBe("Lambda.FunctionError");
        line.GetProperty("attemptsMade").GetInt32().ShouldBe(3);
        line.GetProperty("lambdaARN").GetString().ShouldBe(Function);
        line.GetProperty("rawData").GetBytesFromBase64().ShouldBe("a"u8.ToArray());
    }

    [Theory]
    [InlineData(true, ".parquet", "PAR1")]
    [InlineData(false, ".orc", "ORC")]
    public async Task Records_become_rows_of_a_table_and_what_does_not_fit_goes_to_the_error_output(bool isParquet, string extension, string magic)
    {
        await using var world = await DeliveryWorld.StartAsync();
        await world.MakeTableAsync("logs", "clicks", ("app", "string"), ("n", "int"));
        var stream = await world.CreateAsync("clicks", Soon with
        {
            Prefix = "rows/", ErrorOutputPrefix = "failed/", FormatConversion = Conversion(isParquet),
        });

        await DeliveryWorld.PutAsync(stream, """{"app":"web","n":1}""", """{"app":"api","n":"x"}""", "no JSON", """{"app":"api","n":2}""");
        await world.Events.NextAsync();

        var (key, bytes) = (await world.ObjectsAsync("lake", "rows/")).ShouldHaveSingleItem();
        key.ShouldEndWith(extension);
        Encoding.ASCII.GetString(bytes, 0, magic.Length).ShouldBe(magic);
        var failed = (await world.TextsAsync("lake", "failed/format-conversion-failed/")).ShouldHaveSingleItem().TrimEnd().Split('\n');
        failed.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("lastErrorCode").GetString())
            .ShouldBe(["DataFormatConversion.MalformedData", "DataFormatConversion.ParseError"]);
        failed[0].ShouldContain("\"dataCatalogTable\":{\"catalogId\":\"000000000000\",\"databaseName\":\"logs\",\"tableName\":\"clicks\"");
    }

    [Fact]
    public async Task Source_records_go_to_the_backup_as_they_came()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Functions.Answer = (_, payload) => Answered(payload, (id, _) => new { recordId = id, result = "Dropped", data = (string?)null });
        var stream = await world.CreateAsync("clicks", Processed(Lambda()) with
        {
            IsBackedUp = true, Backup = Soon with { BucketArn = "arn:aws:s3:::lake", Prefix = "backup/" },
        });

        await DeliveryWorld.PutAsync(stream, "a", "b");
        await world.Events.NextAsync();

        (await world.TextsAsync("lake", "backup/")).ShouldBe(["ab"]);
    }

    private static S3Options Soon => new()
    {
        RoleArn = "arn:aws:iam::000000000000:role/r", BucketArn = "arn:aws:s3:::lake", BufferSeconds = 0,
    };

    private static S3Options Processed(params ProcessorSettings[] processors) => Soon with { IsProcessing = true, Processors = processors };

    private static S3Options Partitioned(params ProcessorSettings[] processors) =>
        Processed(processors) with { IsPartitioned = true, ErrorOutputPrefix = "failed/!{firehose:error-output-type}/" };

    private static ProcessorSettings Query(string query) => new(
        "MetadataExtraction", [KeyValuePair.Create("MetadataExtractionQuery", query), KeyValuePair.Create("JsonParsingEngine", "JQ-1.6")]);

    private static ProcessorSettings Lambda(params (string Name, string Value)[] more) => new(
        "Lambda",
        [
            KeyValuePair.Create("LambdaArn", Function), KeyValuePair.Create("BufferIntervalInSeconds", "0"),
            .. more.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)),
        ]);

    private static S3FormatConversion Conversion(bool isParquet) => new()
    {
        Schema = new() { RoleArn = "arn:aws:iam::000000000000:role/r", DatabaseName = "logs", TableName = "clicks" },
        Input = new() { Deserializer = new() { OpenX = new() } },
        Output = new() { Serializer = isParquet ? new() { Parquet = new() } : new() { Orc = new() } },
    };

    private static FunctionAnswer Answered(ReadOnlyMemory<byte> payload, Func<string, string, object?> answer)
    {
        using var request = JsonDocument.Parse(payload);
        var records = request.RootElement.GetProperty("records").EnumerateArray().Select(record => answer(
            record.GetProperty("recordId").GetString()!, Encoding.UTF8.GetString(record.GetProperty("data").GetBytesFromBase64())));
        return new FunctionAnswer(
            FunctionAnswerKind.Ok, JsonSerializer.SerializeToUtf8Bytes(new { records = records.Where(record => record is not null) }), "");
    }
}
