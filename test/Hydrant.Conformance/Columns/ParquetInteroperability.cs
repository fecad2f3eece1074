using Hydrant.Formats.Parquet;

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
}
