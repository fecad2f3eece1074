using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;

namespace Hydrant.Load.Columns;

/// <summary>
/// A file of JSON lines becomes Parquet with Snappy, on one thread, beside DuckDB's COPY of the same file with one
/// thread and the same columns given. DuckDB comes from npm; each of its rounds is timed within its own process.
/// </summary>
internal static class ParquetScenario
{
    private const int BatchBytes = 4 * 1024 * 1024;

    private const string Script = """
        import { createRequire } from 'node:module';
        const [, , modules, input, output, columns] = process.argv;
        const { DuckDBInstance } = createRequire(modules + '/')('@duckdb/node-api');
        const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
        process.stdin.on('data', async () => {
          const start = process.hrtime.bigint();
          await connection.run(`COPY (SELECT * FROM read_json('${input}', format = 'newline_delimited', columns = ${columns})) `
            + `TO '${output}' (FORMAT parquet, COMPRESSION snappy)`);
          console.log(Number(process.hrtime.bigint() - start) / 1e9);
        });
        process.stdin.on('end', () => process.exit(0));
        """;

    public static async Task RunAsync(LoadOptions options)
    {
        Directory.CreateDirectory(options.Data);
        var input = Path.Combine(options.Data, "access.ndjson");
        await AccessRecords.WriteAsync(input, (long)(options.Gigabytes * 1073741824));
        var mebibytes = new FileInfo(input).Length / 1048576.0;
        Console.WriteLine($"parquet: {mebibytes:0} MiB of JSON lines to Parquet with Snappy, one thread each");

        var ours = Path.Combine(options.Data, "ours.parquet");
        var theirs = Path.Combine(options.Data, "theirs.parquet");
        using var duck = await StartDuckAsync(options.Data, input, theirs);
        await ConvertAsync(input, ours);
        await DuckRoundAsync(duck);
        var ratios = new List<double>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var time = Stopwatch.StartNew();
            await ConvertAsync(input, ours);
            var speed = mebibytes / time.Elapsed.TotalSeconds;
            var duckSpeed = mebibytes / await DuckRoundAsync(duck);
            ratios.Add(speed / duckSpeed);
            Console.WriteLine($"  {round} hydrant {speed,6:0} MiB/s  duckdb {duckSpeed,6:0} MiB/s  ratio {speed / duckSpeed:0.00}");
        }

        duck.StandardInput.Close();
        await duck.WaitForExitAsync();
        ratios.Sort();
        var (ourBytes, duckBytes) = (new FileInfo(ours).Length, new FileInfo(theirs).Length);
        foreach (var file in (string[])[input, ours, theirs]) File.Delete(file);
        Console.WriteLine(
            $"  speed / duckdb: {ratios[ratios.Count / 2]:0.00} (median of {options.Rounds} rounds)   "
            + $"size / duckdb: {(double)ourBytes / duckBytes:0.000} ({ourBytes / 1048576.0:0.0} and {duckBytes / 1048576.0:0.0} MiB)");
    }

    private static async Task ConvertAsync(string input, string output)
    {
        var schema = TableSchema.Parse(AccessRecords.Columns).Value;
        var reader = JsonColumnReader.OpenX(schema, new OpenXJsonOptions());
        using var batch = new ColumnBatch(schema);
        await using var file = File.Create(output);
        using var writer = ParquetFileWriter.Create(file, schema, new ParquetOptions()).Value;
        await using var source = File.OpenRead(input);
        var buffer = new byte[BatchBytes];
        var held = 0;
        while (await source.ReadAsync(buffer.AsMemory(held)) is var count and > 0)
        {
            var end = buffer.AsSpan(0, held + count).LastIndexOf((byte)'\n') + 1;
            AddLines(reader, batch, buffer.AsSpan(0, end));
            buffer.AsSpan(end, held + count - end).CopyTo(buffer);
            held = held + count - end;
            await writer.WriteAsync(batch, CancellationToken.None);
            batch.Clear();
        }

        await writer.FinishAsync(CancellationToken.None);
    }

    private static void AddLines(IJsonColumnReader reader, ColumnBatch batch, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (reader.Add(lines[..end], batch) is { } refused) throw new InvalidOperationException(refused.Message);
            lines = lines[(end + 1)..];
        }
    }

    private static async Task<Process> StartDuckAsync(string folder, string input, string output)
    {
        var modules = Path.Combine(folder, "npm");
        Directory.CreateDirectory(modules);
        using var install = Process.Start(new ProcessStartInfo(
            "npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", modules, "@duckdb/node-api@1.5.6-r.1"]))!;
        await install.WaitForExitAsync();
        var script = Path.Combine(folder, "copy.mjs");
        await File.WriteAllTextAsync(script, Script);
        var columns = AccessRecords.Columns.ToDictionary(column => column.Name, column => DuckTypeOf(column.Type));
        var start = new ProcessStartInfo("node", [script, modules, input, output, JsonSerializer.Serialize(columns).Replace('"', '\'')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<double> DuckRoundAsync(Process duck)
    {
        await duck.StandardInput.WriteLineAsync("again");
        await duck.StandardInput.FlushAsync();
        var seconds = await duck.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("DuckDB ended");
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }

    private static string DuckTypeOf(string type) => type switch
    {
        "string" => "VARCHAR",
        "struct<id:int,agent:string>" => "STRUCT(id INTEGER, agent VARCHAR)",
        "array<string>" => "VARCHAR[]",
        _ => type.ToUpperInvariant(),
    };
}
