using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Columns;

/// <summary>Writes Parquet files from records as a delivery does: records into batches, batches into a file.</summary>
internal static class WrittenParquet
{
    public static async Task WriteAsync(
        string path, IReadOnlyList<HiveField> fields, IEnumerable<string> records, ParquetOptions options, int batchRows, int? flushEvery = null)
    {
        var schema = TableSchema.Of(fields).Value;
        var reader = JsonColumnReader.OpenX(schema, new OpenXJsonOptions());
        using var batch = new ColumnBatch(schema);
        await using var output = File.Create(path);
        var created = ParquetFileWriter.Create(output, schema, options);
        using var writer = created.Value;
        var batches = 0;
        foreach (var record in records)
        {
            reader.Add(Encoding.UTF8.GetBytes(record), batch).ShouldBeNull(record);
            if (batch.Rows < batchRows) continue;
            await writer.WriteAsync(batch, CancellationToken.None);
            batch.Clear();
            if (flushEvery is { } every && ++batches % every == 0) await writer.FlushRowGroupAsync(CancellationToken.None);
        }

        await writer.WriteAsync(batch, CancellationToken.None);
        await writer.FinishAsync(CancellationToken.None);
        writer.WrittenBytes.ShouldBe(output.Length);
    }
}
