using System.Diagnostics;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Load.Orc;

/// <summary>
/// NDJSON to ORC with Snappy, on one core, beside ClickHouse doing the same. Rates are of processor time, which does not
/// count what else the machine does.
/// </summary>
internal static class OrcScenario
{
    private const int Megabytes = 64;
    private const int Warmups = 4; // Until the runtime has compiled the hot paths for good.
    private const int BatchRows = 4_096;

    public static async Task RunAsync(LoadOptions options)
    {
        Directory.CreateDirectory(options.Data);
        using var chdb = await ChdbConverter.StartAsync();
        foreach (var data in new[] { OrcData.Events, OrcData.Flights }) await RunAsync(data, chdb, options);
        Directory.Delete(options.Data, recursive: true);
    }

    private static async Task RunAsync(OrcData data, ChdbConverter chdb, LoadOptions options)
    {
        var input = Path.Combine(options.Data, $"{data.Name}.ndjson");
        var (ours, theirs) = (Path.Combine(options.Data, "hydrant.orc"), Path.Combine(options.Data, "chdb.orc"));
        await File.WriteAllBytesAsync(input, data.Records(Megabytes));
        var schema = TableSchema.Parse(data.Columns.Select(column => (column.Name, column.Hive))).Value;
        for (var i = 0; i < Warmups; i++) await ConvertAsync(schema, input, ours);
        await chdb.ConvertAsync(input, theirs, data.Structure);

        var (hydrant, peer) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var time = await ConvertAsync(schema, input, ours);
            hydrant.Add(Megabytes * 1_000 / time.Cpu);
            var other = await chdb.ConvertAsync(input, theirs, data.Structure);
            peer.Add(Megabytes * 1_000 / other.Cpu);
            Console.WriteLine(
                $"  {data.Name} round {round + 1}: hydrant {hydrant[^1]:0.0} MiB/s ({time.Wall:0} ms by the clock), "
                + $"chdb {peer[^1]:0.0} MiB/s ({other.Wall:0} ms)");
        }

        hydrant.Sort();
        peer.Sort();
        var (our, their) = (hydrant[hydrant.Count / 2], peer[peer.Count / 2]);
        var (bytes, otherBytes) = (new FileInfo(ours).Length, new FileInfo(theirs).Length);
        Console.WriteLine(
            $"orc {data.Name}: hydrant {our:0.0} MiB/s, chdb {their:0.0} MiB/s, ratio {our / their:0.00}; "
            + $"file {bytes / 1024.0:0} KiB to {otherBytes / 1024.0:0} KiB, ratio {(double)bytes / otherBytes:0.00}");
    }

    private static async Task<ConversionTime> ConvertAsync(TableSchema schema, string input, string output)
    {
        GC.Collect(); // What the round before left is not this one's work.
        var (used, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var bytes = await File.ReadAllBytesAsync(input);
        await using var file = File.Create(output);
        using var writer = new OrcFileWriter(schema, new OrcOptions(), file);
        using var batch = new ColumnBatch(schema);
        var reader = JsonColumnReader.OpenX(schema, new OpenXJsonOptions());
        for (var at = 0; at < bytes.Length;)
        {
            var length = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (length < 0) length = bytes.Length - at;
            if (reader.Add(bytes.AsSpan(at, length), batch) is { } rejection)
                throw new InvalidOperationException($"A record was refused: {rejection}");
            at += length + 1;
            if (batch.Rows < BatchRows && at < bytes.Length) continue;
            await writer.WriteAsync(batch, CancellationToken.None);
            batch.Clear();
        }

        await writer.FinishAsync(CancellationToken.None);
        return new ConversionTime((Environment.CpuUsage.TotalTime - used).TotalMilliseconds, clock.Elapsed.TotalMilliseconds);
    }
}
