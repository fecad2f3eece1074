using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Orc;

namespace Hydrant.Conformance.Orc;

/// <summary>Writes files as the delivery does: JSON into columns, columns into the file.</summary>
internal static class OrcFiles
{
    public static async Task WriteAsync(OrcCase given, string path)
    {
        await using var file = File.Create(path);
        using var writer = new OrcFileWriter(given.Schema, given.Options, file);
        using var batch = new ColumnBatch(given.Schema);
        var reader = JsonColumnReader.OpenX(given.Schema, new OpenXJsonOptions { ColumnToJsonKeyMappings = given.Keys });
        for (var i = 0; i < given.Records.Count; i++)
        {
            var rejection = reader.Add(Encoding.UTF8.GetBytes(given.Records[i]), batch);
            rejection.ShouldBeNull($"{rejection}: {given.Records[i]}");
            var endsStripe = given.StripeRows > 0 && (i + 1) % given.StripeRows == 0;
            if (!endsStripe && batch.Rows < given.BatchRows) continue;
            await writer.WriteAsync(batch, CancellationToken.None);
            batch.Clear();
            if (endsStripe) await writer.FlushRowGroupAsync(CancellationToken.None);
        }

        await writer.WriteAsync(batch, CancellationToken.None);
        await writer.FinishAsync(CancellationToken.None);
        writer.Rows.ShouldBe(given.Records.Count);
        writer.WrittenBytes.ShouldBe(file.Length);
    }
}
