using System.Globalization;
using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Tests.Orc;

/// <summary>Files of a table with every type.</summary>
internal static class Tables
{
    public static TableSchema AllTypes { get; } = TableSchema.Parse(
    [
        ("id", "bigint"), ("flag", "boolean"), ("tiny", "tinyint"), ("small", "smallint"), ("number", "int"),
        ("ratio", "float"), ("amount", "double"), ("price", "decimal(18,4)"), ("name", "string"), ("code", "char(4)"),
        ("label", "varchar(6)"), ("raw", "binary"), ("day", "date"), ("at", "timestamp"),
        ("place", "struct<x:int,y:string>"), ("tags", "array<string>"), ("counts", "map<string,int>"),
    ]).Value;

    public static TableSchema Of(string type) => TableSchema.Parse([("a", type)]).Value;

    /// <summary>A record of <see cref="AllTypes"/>, every seventh with nulls only.</summary>
    public static string Record(int i) => i % 7 == 6 ? "{}" : string.Create(CultureInfo.InvariantCulture,
        $$"""
        {"id":{{(i * 7_919L) - 40_000}},"flag":{{(i % 3 == 0 ? "true" : "false")}},"tiny":{{(i % 256) - 128}},"small":{{i % 1_000}},
        "number":{{i * i}},"ratio":{{i / 8.0}},"amount":{{i / 3.0}},"price":{{i}}.{{i % 10_000:0000}},"name":"name {{i % 40}}",
        "code":"c{{i % 100}}","label":"lábel{{i % 10}}","raw":"b{{i}}","day":"{{1950 + (i % 90)}}-03-{{1 + (i % 28):00}}",
        "at":"{{1960 + (i % 99)}}-10-11 12:13:14.{{i % 1_000:000}}","place":{"x":{{i}},"y":"y{{i % 5}}"},
        "tags":["t{{i % 3}}","t{{i % 4}}"],"counts":{"k{{i % 2}}":{{i}} } }
        """);

    public static Task<byte[]> AllTypesAsync(OrcOptions options, int rows, int batchRows = 100, int stripeRows = 0) =>
        WriteAsync(AllTypes, options, Enumerable.Range(0, rows).Select(Record), batchRows, stripeRows);

    /// <param name="stripeRows">Rows after which the caller ends the stripe; 0 for never.</param>
    public static async Task<byte[]> WriteAsync(
        TableSchema schema, OrcOptions options, IEnumerable<string> records, int batchRows = 100, int stripeRows = 0)
    {
        using var file = new MemoryStream();
        using var writer = new OrcFileWriter(schema, options, file);
        using var batch = new ColumnBatch(schema);
        var reader = JsonColumnReader.OpenX(schema, new OpenXJsonOptions());
        var rows = 0;
        foreach (var record in records)
        {
            reader.Add(Encoding.UTF8.GetBytes(record), batch).ShouldBeNull(record);
            var endsStripe = stripeRows > 0 && ++rows % stripeRows == 0;
            if (batch.Rows < batchRows && !endsStripe) continue;
            await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
            batch.Clear();
            if (endsStripe) await writer.FlushRowGroupAsync(TestContext.Current.CancellationToken);
        }

        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        await writer.FinishAsync(TestContext.Current.CancellationToken);
        writer.WrittenBytes.ShouldBe(file.Length);
        return file.ToArray();
    }
}
