using System.Globalization;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;
using Hydrant.Formats.Tests.Joining;

namespace Hydrant.Conformance.Columns;

/// <summary>Parquet files that were joined, read by DuckDB and by ClickHouse: exactly the rows of their sources, in order.</summary>
public sealed class JoinedParquet
{
    private const int Tables = 60;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("clickhouse")]
    public async Task Joined_tables_are_read_value_by_value(string reader)
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-joined-").FullName;
        var files = new List<ReadableFile>();
        for (var seed = 0; seed < Tables; seed++)
        {
            var table = new GeneratedTable(seed);
            var random = new Random(seed);
            var options = new ParquetOptions
            {
                Compression = (ParquetCompression)(seed % 4),
                WriterVersion = (ParquetWriterVersion)(seed / 4 % 2),
                PageSizeBytes = random.Next(3) == 0 ? random.Next(50, 2_000) : 65_536,
                BlockSizeBytes = random.Next(3) == 0 ? random.Next(1_000, 50_000) : 64 * 1024 * 1024,
                MaxPaddingBytes = random.Next(3) == 0 ? 500 : 0,
            };
            var expected = new List<string>();
            var parts = new List<byte[]>();
            var firstRows = 0;
            for (var part = random.Next(1, 6); part > 0; part--)
            {
                var rows = Enumerable.Range(0, random.Next(120)).Select(_ => table.Row()).ToList();
                var source = Path.Combine(folder, $"{seed}-{part}");
                await WrittenParquet.WriteAsync(source, table.Fields, rows.Select(row => row.Json), options, random.Next(1, 200));
                expected.AddRange(rows.Select(row => row.Expected));
                if (parts.Count == 0) firstRows = rows.Count;
                parts.Add(await File.ReadAllBytesAsync(source));
            }

            var path = Path.Combine(folder, $"{seed}.parquet");
            var joined = await MemoryJoinSource.JoinAsync(".parquet", null, parts);

            // What was joined is joined again like any other.
            if (seed % 3 == 0)
            {
                joined = await MemoryJoinSource.JoinAsync(".parquet", null, joined, parts[0]);
                expected.AddRange(expected[..firstRows]);
            }

            await File.WriteAllBytesAsync(path, joined);
            var list = Path.Combine(folder, $"{seed}.jsonl");
            await File.WriteAllLinesAsync(list, expected);
            files.Add(new ReadableFile($"table {seed}", path, list, table.Fields));
        }

        await OtherReaders.AgreeAsync(reader, folder, files);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Page_indexes_and_Bloom_filters_of_a_joined_file_lose_no_row()
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-joined-").FullName;
        IReadOnlyList<HiveField> fields =
            [new("id", HiveType.Of(HiveKind.Int)), new("name", HiveType.Of(HiveKind.String)), new("list", HiveType.ArrayOf(HiveType.Of(HiveKind.Int)))];
        var parts = new List<byte[]>();
        for (var part = 0; part < 4; part++)
        {
            var records = Enumerable.Range(part * 10_000, 10_000).Select(i =>
                $$"""{"id":{{i}},"name":"n{{(i % 5_000).ToString("0000", CultureInfo.InvariantCulture)}}","list":[{{string.Join(',', Enumerable.Range(i, i % 3))}}]}""");
            var source = Path.Combine(folder, $"{part}");
            await WrittenParquet.WriteAsync(source, fields, records, new ParquetOptions { PageSizeBytes = 5_000, BloomFilterColumns = ["id"] }, 2_500);
            parts.Add(await File.ReadAllBytesAsync(source));
        }

        var path = Path.Combine(folder, "1.parquet");
        await File.WriteAllBytesAsync(path, await MemoryJoinSource.JoinAsync(".parquet", null, parts));

        string Query(string what, string where) =>
            $"SELECT {what} FROM file('{path}', 'Parquet') WHERE {where} SETTINGS input_format_parquet_page_filter_push_down=1";
        await OtherReaders.CheckAsync(
            "clickhouse",
            folder,
            (Query("count()", "1"), "40000"),
            (Query("sum(length(list))", "id BETWEEN 20001 AND 20009"), "9"),
            (Query("groupArray(name)", "id IN (11, 39999)"), "['n0011','n4999']"),
            (Query("count()", "name = 'n0007'"), "8"));
        await OtherReaders.CheckAsync(
            "duckdb",
            folder,
            ($"SELECT count(*) FROM read_parquet('{path}') WHERE id = 29970 OR name = 'n0004'", "9"),
            ($"SELECT count(*) FROM parquet_bloom_probe('{path}', 'id', 29970) WHERE NOT bloom_filter_excludes", "1"),
            ($"SELECT count(*) FROM parquet_metadata('{path}') WHERE path_in_schema = 'id'", "4"));
        Directory.Delete(folder, recursive: true);
    }
}
