using System.Diagnostics;
using System.Text.Json;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Columns;

/// <summary>DuckDB and ClickHouse, as npm brings them, each in one process for all files.</summary>
internal static class OtherReaders
{
    public static Task<string> InstallAsync() => OtherPrograms.InstallAsync(
        "columns", "@duckdb/node-api@1.5.6-r.1", "chdb@3.4.0", "vega-datasets@3.2.1");

    /// <summary>Every row of every file is as expected, value by value.</summary>
    /// <param name="reader"><c>duckdb</c> or <c>clickhouse</c>.</param>
    /// <param name="folder">Where the files are; the list of them is left there too.</param>
    public static async Task AgreeAsync(string reader, string folder, IReadOnlyList<ReadableFile> files)
    {
        var modules = await InstallAsync();
        var list = Path.Combine(folder, $"{reader}.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(files.Select(file => new
        {
            name = file.Name,
            path = file.Path,
            expected = file.Expected,
            fields = file.Fields.Select(field => new { name = field.Name, type = GeneratedTable.Tree(field.Type) }),
        })));
        var script = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", "columns_suite.mjs");
        var start = new ProcessStartInfo("node", [script, reader, list]);
        start.Environment["HYDRANT_NODE_MODULES"] = modules;
        var (output, errors) = await OtherPrograms.OutputOfAsync(start);
        var lines = output.Split('\n');
        lines.Where(line => line.StartsWith("not ok", StringComparison.Ordinal)).Take(20).ShouldBeEmpty(errors);
        lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(files.Count, errors);
        lines.ShouldContain("done", errors);
    }

    /// <summary>The reader answers each query with one value.</summary>
    public static async Task CheckAsync(string reader, string folder, params (string Query, string Answer)[] queries)
    {
        var modules = await InstallAsync();
        var list = Path.Combine(folder, "queries.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(queries.Select(query => query.Query)));
        var script = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", "columns_queries.mjs");
        var start = new ProcessStartInfo("node", [script, reader, list]);
        start.Environment["HYDRANT_NODE_MODULES"] = modules;
        var (output, _) = await OtherPrograms.OutputOfAsync(start);
        output.TrimEnd('\n').Split('\n').ShouldBe(queries.Select(query => query.Answer));
    }
}
