using System.Text.Json;
using Hydrant.Conformance.Columns;
using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Storage;
using Hydrant.Storage.S3;
using Hydrant.Testing.S3Gateway;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>
/// The full pipeline, function, query, partitions, Parquet, error output and backup, into a real S3 service that fails at random,
/// under a server that is killed again and again: <c>HYDRANT_ROUNDS</c> times. Every acknowledged record is in one file or in the
/// error output, once, and once in the backup.
/// </summary>
public sealed class FlakyStoreRounds
{
    private const string Role = "arn:aws:iam::000000000000:role/r";
    private const string Bucket = "lake";

    private static readonly int Rounds = KilledWriters.Rounds(usual: 2);

    private readonly KilledWriters _writers = new();

    [Fact]
    public async Task Every_acknowledged_record_is_delivered_once_though_the_store_fails_and_the_server_dies()
    {
        await using var gateway = await S3Gateway.StartAsync();
        await using var proxy = new FlakyProxy(gateway.Endpoint, seed: 1);
        await using var server = await StartedServer.StartAsync(
            "--functions", Path.Combine(StartedServer.Root, "samples", "functions"), "--delivery-last-retry", "1 s",
            "--s3-endpoint", proxy.Endpoint.GetLeftPart(UriPartial.Authority), "--s3-access-key", gateway.AccessKeyId,
            "--s3-secret-key", gateway.SecretAccessKey, "--s3-create-buckets", "true");
        using var client = new PlainClient(server.Endpoint);
        await MakeAsync(client);
        await _writers.RunAsync(server, client, Rounds);

        proxy.IsWell = true;
        using var store = new S3ObjectStore(new S3ObjectStoreOptions
        {
            Endpoint = gateway.Endpoint, AccessKeyId = gateway.AccessKeyId, SecretAccessKey = gateway.SecretAccessKey,
        });
        var folder = Path.Combine(server.Data, "found");
        await DownloadAsync(store, await DrainedAsync(store), folder);
        await CheckAsync(folder);
        TestContext.Current.SendDiagnosticMessage(
            $"{Rounds} rounds, {_writers.Acknowledged.Count} acknowledged, {proxy.Faults} connections spoiled");
        proxy.Faults.ShouldBeGreaterThan(0);
    }

    private async Task CheckAsync(string folder)
    {
        var failed = Directory.GetFiles(Path.Combine(folder, "bad"), "*", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Select(line => KilledWriters.IdOf(JsonDocument.Parse(line).RootElement.GetProperty("rawData").GetBytesFromBase64()));
        await File.WriteAllLinesAsync(Path.Combine(folder, "failed.csv"), failed);
        await File.WriteAllLinesAsync(Path.Combine(folder, "acknowledged.csv"), _writers.Acknowledged);
        var backup = Directory.GetFiles(Path.Combine(folder, "raw"), "*", SearchOption.AllDirectories).SelectMany(File.ReadLines);
        await File.WriteAllLinesAsync(Path.Combine(folder, "backup.csv"), backup.Select(KilledWriters.IdOf));

        var found = $"(SELECT id FROM read_parquet('{folder}/good/**/*.parquet') UNION ALL SELECT id FROM {Csv(folder, "failed")})";
        await OtherReaders.CheckAsync("duckdb", folder,
        [
            ($"SELECT count(*) FROM (SELECT id FROM {found} GROUP BY id HAVING count(*) > 1)", "0"),
            ($"SELECT count(*) FROM {Csv(folder, "acknowledged")} WHERE id NOT IN {found}", "0"),
            ($"SELECT count(*) FROM (SELECT id FROM {Csv(folder, "backup")} GROUP BY id HAVING count(*) > 1)", "0"),
            ($"SELECT count(*) FROM {Csv(folder, "acknowledged")} WHERE id NOT IN (SELECT id FROM {Csv(folder, "backup")})", "0"),
        ]);
    }

    private static string Csv(string folder, string name) => $"read_csv('{folder}/{name}.csv', header = false, columns = {{'id': 'VARCHAR'}})";

    // Buffers are a second old at most, and so are repetitions: what has not come for a while does not come any more.
    private static async Task<List<ObjectKey>> DrainedAsync(S3ObjectStore store)
    {
        const int quietSeconds = 8;
        var keys = new List<ObjectKey>();
        for (var (quiet, patience) = (0, 300); quiet < quietSeconds && patience > 0; patience--)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            var now = await store.ListAsync(Bucket, "", CancellationToken.None).Select(found => found.Key).ToListAsync();
            quiet = now.Count == keys.Count ? quiet + 1 : 0;
            keys = now;
        }

        return keys;
    }

    private static async Task DownloadAsync(S3ObjectStore store, IEnumerable<ObjectKey> keys, string folder)
    {
        foreach (var key in keys)
        {
            var path = Path.Combine(folder, key.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var content = await store.OpenReadAsync(key, CancellationToken.None);
            await using var file = File.Create(path);
            await content.CopyToAsync(file);
        }
    }

    private static async Task MakeAsync(PlainClient client)
    {
        await client.CallAsync("AWSGlue.CreateDatabase", """{"DatabaseInput":{"Name":"logs"}}""");
        await client.CallAsync("AWSGlue.CreateTable",
            """
            {"DatabaseName":"logs","TableInput":{"Name":"events","StorageDescriptor":{"Columns":[
            {"Name":"id","Type":"string"},{"Name":"region","Type":"string"}]} } }
            """);
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"events","ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::{{Bucket}}",
            "Prefix":"good/app=!{partitionKeyFromQuery:app}/","ErrorOutputPrefix":"bad/!{firehose:error-output-type}/",
            "BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1},"DynamicPartitioningConfiguration":{"Enabled":true},
            "ProcessingConfiguration":{"Enabled":true,"Processors":[
              {"Type":"Lambda","Parameters":[{"ParameterName":"LambdaArn","ParameterValue":"mask"},
                {"ParameterName":"BufferIntervalInSeconds","ParameterValue":"0"}]},
              {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"},
                {"ParameterName":"MetadataExtractionQuery","ParameterValue":"{app: .app}"}]}]},
            "DataFormatConversionConfiguration":{"SchemaConfiguration":{"RoleARN":"{{Role}}","DatabaseName":"logs","TableName":"events"},
              "InputFormatConfiguration":{"Deserializer":{"OpenXJsonSerDe":{} } },
              "OutputFormatConfiguration":{"Serializer":{"ParquetSerDe":{} } } },
            "S3BackupMode":"Enabled","S3BackupConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::{{Bucket}}","Prefix":"raw/",
              "BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1} } } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, "events");
    }
}
