using System.Text.Json;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Columns;

/// <summary>What we write as Parquet, read by DuckDB and by ClickHouse.</summary>
public sealed class ParquetInteroperability
{
    private const int Tables = 120;
    private const int MaxRows = 400;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("clickhouse")]
    public async Task Random_tables_are_read_value_by_value(string reader)
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-parquet-").FullName;
        var files = new List<ReadableFile>();
        for (var seed = 0; seed < Tables; seed++)
        {
            var table = new GeneratedTable(seed);
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(MaxRows)).Select(_ => table.Row()).ToList();
            var options = new ParquetOptions
            {
                Compression = (ParquetCompression)(seed % 4),
                WriterVersion = (ParquetWriterVersion)(seed / 4 % 2),
                EnableDictionaryCompression = seed / 8 % 4 != 0,
                PageSizeBytes = random.Next(3) == 0 ? random.Next(50, 2_000) : 65_536,
                BlockSizeBytes = random.Next(3) == 0 ? random.Next(1_000, 50_000) : 64 * 1024 * 1024,
                MaxPaddingBytes = random.Next(3) == 0 ? 500 : 0,
            };
            var path = Path.Combine(folder, $"{seed}.parquet");
            await WrittenParquet.WriteAsync(path, table.Fields, rows.Select(row => row.Json), options, random.Next(1, 200));
            var expected = Path.Combine(folder, $"{seed}.jsonl");
            await File.WriteAllLinesAsync(expected, rows.Select(row => row.Expected));
            files.Add(new ReadableFile($"table {seed}", path, expected, table.Fields));
        }

        await OtherReaders.AgreeAsync(reader, folder, files);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary><c>HYDRANT_JSON_LINES</c> may name more files of JSON lines, with colons between them.</summary>
    [Theory]
    [InlineData("duckdb")]
    [InlineData("clickhouse")]
    public async Task Real_data_is_read_value_by_value(string reader)
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-parquet-").FullName;
        var data = Path.Combine(await OtherReaders.InstallAsync(), "node_modules", "vega-datasets", "data");
        var sources = ((string[])["flights-20k.json", "earthquakes.json", "movies.json"])
            .Select(name => (Name: name, Objects: ObjectsOf(JsonDocument.Parse(File.ReadAllText(Path.Combine(data, name))).RootElement)))
            .ToList();
        var more = Environment.GetEnvironmentVariable("HYDRANT_JSON_LINES")?.Split(':') ?? [];
        sources.AddRange(more.Select(path =>
            (path, File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).ToList())));
        var files = new List<ReadableFile>();
        foreach (var (name, objects) in sources)
        {
            var fields = InferredTable.FieldsOf(objects);
            foreach (var version in Enum.GetValues<ParquetWriterVersion>())
            {
                var path = Path.Combine(folder, $"{files.Count}.parquet");
                var records = objects.Select(one => one.GetRawText());
                await WrittenParquet.WriteAsync(path, fields, records, new ParquetOptions { WriterVersion = version }, 1_000, flushEvery: 7);
                var expected = Path.Combine(folder, $"{files.Count}.jsonl");
                await File.WriteAllLinesAsync(expected, objects.Select(one => InferredTable.Expected(one, fields)));
                files.Add(new ReadableFile($"{name} {version}", path, expected, fields));
            }
        }

        await OtherReaders.AgreeAsync(reader, folder, files);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task DuckDB_uses_our_bounds_and_bloom_filters()
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-parquet-").FullName;
        var path = Path.Combine(folder, "1.parquet");
        IReadOnlyList<HiveField> fields =
        [
            new("id", HiveType.Of(HiveKind.BigInt)), new("name", HiveType.Of(HiveKind.String)),
            new("price", HiveType.DecimalOf(20, 2)), new("ratio", HiveType.Of(HiveKind.Double)), new("none", HiveType.Of(HiveKind.Int)),
        ];
        var options = new ParquetOptions { BloomFilterColumns = ["id", "name"], PageSizeBytes = 4_096 };
        var records = Enumerable.Range(0, 5_000).Select(i =>
            $$"""{"id":{{i * 3}},"name":"{{(i % 2 == 0 ? $"n{i}" : "odd")}}","price":{{(i - 2_500) * 0.25m}},"ratio":{{i}}e-3}""");
        await WrittenParquet.WriteAsync(path, fields, records, options, 500, flushEvery: 5);

        await OtherReaders.CheckAsync(
            "duckdb",
            folder,
            ($"SELECT count(*) FROM read_parquet('{path}') WHERE id = 2997 OR name = 'n4'", "2"),
            ($"SELECT count(*) FROM parquet_bloom_probe('{path}', 'id', 2997) WHERE bloom_filter_excludes", "1"),
            ($"SELECT count(*) FROM parquet_bloom_probe('{path}', 'id', 2998) WHERE bloom_filter_excludes", "2"),
            ($"SELECT count(*) FROM parquet_bloom_probe('{path}', 'name', 'odd') WHERE bloom_filter_excludes", "0"),
            ($"SELECT count(*) FROM parquet_bloom_probe('{path}', 'name', 'even') WHERE bloom_filter_excludes", "2"),
            (Bounds(path, "id"), "0 14997 0"),
            (Bounds(path, "name"), "n0 odd 0"),
            (Bounds(path, "price"), "-625.00 624.75 0"),
            (Bounds(path, "ratio"), "-0.0 4.999 0"),
            ($"SELECT sum(stats_null_count) || ' ' || count(stats_min_value) FROM parquet_metadata('{path}') WHERE path_in_schema = 'none'", "5000 0"),
            ($"SELECT created_by FROM parquet_file_metadata('{path}')", "hydrant version 0.1.0"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Pages that cannot hold a row are passed over, and no row is lost by that.</summary>
    [Theory]
    [InlineData(ParquetWriterVersion.V1)]
    [InlineData(ParquetWriterVersion.V2)]
    public async Task ClickHouse_uses_our_page_index(ParquetWriterVersion version)
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-parquet-").FullName;
        var path = Path.Combine(folder, "1.parquet");
        IReadOnlyList<HiveField> fields =
            [new("id", HiveType.Of(HiveKind.Int)), new("name", HiveType.Of(HiveKind.String)), new("list", HiveType.ArrayOf(HiveType.Of(HiveKind.Int)))];
        var records = Enumerable.Range(0, 50_000).Select(i => i % 10 == 0
            ? "{}"
            : $$"""{"id":{{i}},"name":"n{{i % 5_000:0000}}","list":[{{string.Join(',', Enumerable.Range(i, i % 3))}}]}""");
        await WrittenParquet.WriteAsync(path, fields, records, new ParquetOptions { WriterVersion = version, PageSizeBytes = 5_000 }, 2_500);

        string Query(string what, string where) =>
            $"SELECT {what} FROM file('{path}', 'Parquet') WHERE {where} SETTINGS input_format_parquet_page_filter_push_down=1";
        await OtherReaders.CheckAsync(
            "clickhouse",
            folder,
            (Query("count()", "1"), "50000"),
            (Query("sum(length(list))", "id BETWEEN 20001 AND 20009"), "9"),
            (Query("groupArray(name)", "id IN (11, 49999)"), "['n0011','n4999']"),
            (Query("count()", "name = 'n0007'"), "10"),
            (Query("count()", "id IS NULL"), "5000"));
        Directory.Delete(folder, recursive: true);
    }

    // Of both row groups.
    private static string Bounds(string path, string column) =>
        $"SELECT first(stats_min_value ORDER BY row_group_id) || ' ' || last(stats_max_value ORDER BY row_group_id) || ' ' "
        + $"|| sum(stats_null_count) FROM parquet_metadata('{path}') WHERE path_in_schema = '{column}'";

    private static List<JsonElement> ObjectsOf(JsonElement root) =>
        [.. (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("features")).EnumerateArray()];
}
