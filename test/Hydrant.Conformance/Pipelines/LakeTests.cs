using System.Text.Json;
using Hydrant.Conformance.Columns;
using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>
/// The whole way of a record into a lake: a function masks it or drops it, a query finds its partition, a table names its
/// columns; what fails is in the error output, what came in the backup; and a query engine counts the rows.
/// </summary>
public sealed class LakeTests
{
    private const string Role = "arn:aws:iam::000000000000:role/r";

    [Fact]
    public Task DuckDB_counts_what_was_put_in_partitions_of_Parquet() =>
        RunAsync("ParquetSerDe", "parquet", "duckdb", files => $"read_parquet('{files}.parquet', hive_partitioning = true)");

    [Fact]
    public Task ClickHouse_counts_what_was_put_in_partitions_of_ORC() =>
        RunAsync("OrcSerDe", "orc", "clickhouse", files => $"file('{files}.orc', ORC)");

    private static async Task RunAsync(string serializer, string extension, string reader, Func<string, string> table)
    {
        await using var server = await StartedServer.StartAsync(
            "--limits", "off", "--functions", Path.Combine(StartedServer.Root, "samples", "functions"));
        using var client = new PlainClient(server.Endpoint);
        await MakeAsync(client, serializer);
        foreach (var batch in LogEvents.All.Chunk(500))
        {
            var entries = batch.Select(line => $$"""{"Data":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(line.Text))}}"}""");
            await client.CallAsync(
                "Firehose_20150804.PutRecordBatch", $$"""{"DeliveryStreamName":"events","Records":[{{string.Join(',', entries)}}]}""");
        }

        var lake = Path.Combine(server.Data, "buckets", "lake");
        var partitions = LogEvents.All.Where(line => line.IsRow).GroupBy(line => $"app={line.App}/region={line.Region}/yyyymmdd=20260301/hh={line.Hour}");
        await FilesAsync(lake, $"*.{extension}", partitions.Count());
        await FilesAsync(Path.Combine(lake, "backup"), "*", 1);
        await FilesAsync(Path.Combine(lake, "failed", "processing-failed"), "*", 1);

        var rows = table($"{lake}/events/**/*");
        var queries = partitions
            .Select(partition => (
                $"SELECT count(*) FROM {table($"{lake}/events/{partition.Key}/*")}", $"{partition.Count()}"))
            .Append(($"SELECT count(*) FROM {rows}", $"{LogEvents.All.Count(line => line.IsRow)}"))
            .Append(($"SELECT count(*) FROM {rows} WHERE message LIKE 'card **** **** **** 1111 of u***@example.com'", $"{LogEvents.All.Count(line => line.IsRow)}"))
            .Append(($"SELECT sum(bytes) FROM {rows}", $"{Enumerable.Range(0, LogEvents.Count).Where(i => LogEvents.All[i].IsRow).Sum(i => i * 10L)}"));
        await OtherReaders.CheckAsync(reader, server.Data, [.. queries]);

        Lines(Path.Combine(lake, "failed", "processing-failed")).Count(line => Is(line, "errorCode", "Lambda.ProcessingFailedStatus"))
            .ShouldBe(LogEvents.All.Count(line => line.IsMalformed));
        Lines(Path.Combine(lake, "failed", "format-conversion-failed")).Count(line => Is(line, "lastErrorCode", "DataFormatConversion.MalformedData"))
            .ShouldBe(LogEvents.All.Count(line => line is { IsUnfit: true, IsMalformed: false, IsDropped: false }));
        string.Concat(Directory.GetFiles(Path.Combine(lake, "backup"), "*", SearchOption.AllDirectories).Order().Select(File.ReadAllText))
            .ShouldBe(string.Concat(LogEvents.All.Select(line => line.Text)));
    }

    private static async Task MakeAsync(PlainClient client, string serializer)
    {
        await client.CallAsync("AWSGlue.CreateDatabase", """{"DatabaseInput":{"Name":"logs"}}""");
        await client.CallAsync("AWSGlue.CreateTable",
            """
            {"DatabaseName":"logs","TableInput":{"Name":"events","StorageDescriptor":{"Columns":[{"Name":"ts","Type":"timestamp"},
            {"Name":"status","Type":"int"},{"Name":"bytes","Type":"bigint"},{"Name":"message","Type":"string"}]} } }
            """);
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"events","ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::lake",
            "Prefix":"events/app=!{partitionKeyFromQuery:app}/region=!{partitionKeyFromQuery:region}/yyyymmdd=!{partitionKeyFromQuery:day}/hh=!{partitionKeyFromQuery:hour}/",
            "ErrorOutputPrefix":"failed/!{firehose:error-output-type}/",
            "BufferingHints":{"SizeInMBs":64,"IntervalInSeconds":5},"DynamicPartitioningConfiguration":{"Enabled":true},
            "ProcessingConfiguration":{"Enabled":true,"Processors":[
              {"Type":"Lambda","Parameters":[{"ParameterName":"LambdaArn","ParameterValue":"arn:aws:lambda:us-east-1:000000000000:function:mask"},
                {"ParameterName":"BufferIntervalInSeconds","ParameterValue":"1"}]},
              {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"},
                {"ParameterName":"MetadataExtractionQuery","ParameterValue":
                  "{app: .app, region: .region, day: (.ts[0:10] | gsub(\"-\"; \"\")), hour: .ts[11:13]}"}]}]},
            "DataFormatConversionConfiguration":{"SchemaConfiguration":{"RoleARN":"{{Role}}","DatabaseName":"logs","TableName":"events"},
              "InputFormatConfiguration":{"Deserializer":{"OpenXJsonSerDe":{} } },
              "OutputFormatConfiguration":{"Serializer":{"{{serializer}}":{} } } },
            "S3BackupMode":"Enabled","S3BackupConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::lake","Prefix":"backup/",
              "BufferingHints":{"SizeInMBs":5,"IntervalInSeconds":5} } } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, "events");
    }

    private static async Task FilesAsync(string folder, string pattern, int count)
    {
        for (var patience = 0; patience < 480; patience++)
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Length >= count) return;
            await Task.Delay(250, CancellationToken.None);
        }

        throw new TimeoutException($"{count} files {pattern} did not appear in {folder}.");
    }

    private static IEnumerable<string> Lines(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).SelectMany(File.ReadAllLines);

    private static bool Is(string line, string member, string value) =>
        JsonDocument.Parse(line).RootElement.GetProperty(member).GetString() == value;
}
