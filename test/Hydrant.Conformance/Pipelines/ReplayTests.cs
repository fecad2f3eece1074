using System.Diagnostics;
using Hydrant.Conformance.Columns;
using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>
/// A function refuses some records and a table does not fit others. The causes are mended, the failures replayed with the command,
/// and everything is in the lake once.
/// </summary>
public sealed class ReplayTests
{
    private const string Role = "arn:aws:iam::000000000000:role/r";
    private const int Records = 90;

    [Fact]
    public async Task What_failed_is_replayed_into_the_right_files_once_its_causes_are_mended()
    {
        var functions = Directory.CreateTempSubdirectory("hydrant-functions-").FullName;
        Write(functions, "strict", "'ProcessingFailed' if json.loads(base64.b64decode(r['data']))['n'] % 3 == 0 else 'Ok'");
        Write(functions, "mended", "'Ok'");
        await using var server = await StartedServer.StartAsync("--limits", "off", "--functions", functions);
        using var client = new PlainClient(server.Endpoint);
        await MakeAsync(client);
        var entries = Enumerable.Range(0, Records).Select(n =>
            $$"""{"n":{{n}},"kind":"k{{n % 2}}","size":{{(n % 5 == 0 ? "\"many\"" : "1")}}}""");
        await client.CallAsync("Firehose_20150804.PutRecordBatch",
            $$"""{"DeliveryStreamName":"events","Records":[{{string.Join(',', entries.Select(entry => $$"""{"Data":"{{Base64(entry)}}"}"""))}}]}""");
        var lake = Path.Combine(server.Data, "buckets", "lake");
        await UntilAsync(() => Lines(lake, "processing-failed") == 30 && Lines(lake, "format-conversion-failed") == 12);
        (await FailuresAsync(server, "--type", "format-conversion-failed")).ShouldContain("DataFormatConversion.MalformedData");

        await client.CallAsync("AWSGlue.UpdateTable", Table("string"));
        await client.CallAsync("Firehose_20150804.UpdateDestination",
            $$"""
            {"DeliveryStreamName":"events","CurrentDeliveryStreamVersionId":"1","DestinationId":"destinationId-000000000001",
            "ExtendedS3DestinationUpdate":{ {{Processing("mended")}} } }
            """);
        await UntilAsync(() => IsCurrentAsync(client, "2"));
        (await FailuresAsync(server, "--replay")).ShouldStartWith("42 records of ");

        await OtherReadersAgreeAsync(server, lake);
        (await FailuresAsync(server)).ShouldBe("0 objects\n");
        (await FailuresAsync(server, "--replayed")).ShouldContain("  replayed ");
        Directory.Delete(functions, recursive: true);
    }

    private static async Task OtherReadersAgreeAsync(StartedServer server, string lake)
    {
        var files = $"read_parquet('{lake}/events/**/*.parquet', hive_partitioning = true, union_by_name = true)";
        await UntilAsync(async () =>
        {
            try
            {
                await OtherReaders.CheckAsync("duckdb", server.Data, [($"SELECT count(*) FROM {files}", $"{Records}")]);
                return true;
            }
            catch (Exception notYet) when (notYet is ShouldAssertException)
            {
                return false;
            }
        });
        await OtherReaders.CheckAsync("duckdb", server.Data,
        [
            ($"SELECT count(DISTINCT n) FROM {files}", $"{Records}"),
            ($"SELECT count(*) FROM {files} WHERE kind = 'k' || (n % 2)", $"{Records}"),
        ]);
    }

    private static async Task MakeAsync(PlainClient client)
    {
        await client.CallAsync("AWSGlue.CreateDatabase", """{"DatabaseInput":{"Name":"logs"}}""");
        await client.CallAsync("AWSGlue.CreateTable", Table("int"));
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"events","ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::lake",
            "Prefix":"events/kind=!{partitionKeyFromQuery:kind}/","ErrorOutputPrefix":"failed/!{firehose:error-output-type}/",
            "BufferingHints":{"SizeInMBs":64,"IntervalInSeconds":1},"DynamicPartitioningConfiguration":{"Enabled":true}, {{Processing("strict")}},
            "DataFormatConversionConfiguration":{"SchemaConfiguration":{"RoleARN":"{{Role}}","DatabaseName":"logs","TableName":"events"},
              "InputFormatConfiguration":{"Deserializer":{"OpenXJsonSerDe":{} } },
              "OutputFormatConfiguration":{"Serializer":{"ParquetSerDe":{} } } } } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, "events");
    }

    private static string Table(string type) =>
        $$"""
        {"DatabaseName":"logs","TableInput":{"Name":"events","StorageDescriptor":{"Columns":[
        {"Name":"n","Type":"int"},{"Name":"size","Type":"{{type}}"}]} } }
        """;

    private static string Processing(string function) =>
        $$"""
        "ProcessingConfiguration":{"Enabled":true,"Processors":[
          {"Type":"Lambda","Parameters":[{"ParameterName":"LambdaArn","ParameterValue":"arn:aws:lambda:us-east-1:000000000000:function:{{function}}"},
            {"ParameterName":"BufferIntervalInSeconds","ParameterValue":"1"}]},
          {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"},
            {"ParameterName":"MetadataExtractionQuery","ParameterValue":"{kind: .kind}"}]}]}
        """;

    private static void Write(string functions, string name, string result)
    {
        var folder = Directory.CreateDirectory(Path.Combine(functions, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "lambda_function.py"),
            $$"""
            import base64, json
            def lambda_handler(event, context):
                return {'records': [{'recordId': r['recordId'], 'result': {{result}}, 'data': r['data']} for r in event['records']]}
            """);
    }

    private static async Task<bool> IsCurrentAsync(PlainClient client, string version) =>
        (await client.CallAsync("Firehose_20150804.DescribeDeliveryStream", """{"DeliveryStreamName":"events"}""")).Contains($"\"VersionId\":\"{version}\"", StringComparison.Ordinal);

    private static async Task<string> FailuresAsync(StartedServer server, params string[] more)
    {
        return (await OtherPrograms.OutputOfAsync(
            new ProcessStartInfo("dotnet", [StartedServer.ProgramOf("Hydrant.Cli"), "failures", "events", "--endpoint", server.Endpoint.ToString(), .. more]))).Output;
    }

    private static int Lines(string lake, string type)
    {
        var folder = Path.Combine(lake, "failed", type);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(file => File.ReadAllLines(file).Length) : 0;
    }

    private static Task UntilAsync(Func<bool> isDone) => UntilAsync(() => Task.FromResult(isDone()));

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        for (var patience = 0; patience < 480; patience++)
        {
            if (await isDone()) return;
            await Task.Delay(250, CancellationToken.None);
        }

        throw new TimeoutException("What was waited for did not come.");
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
