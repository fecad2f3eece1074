using System.Globalization;
using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;
using Hydrant.Formats.Tests.Columns;

namespace Hydrant.Formats.Tests.Parquet;

/// <summary>A table with a column of every type, and files written from it.</summary>
internal static class ParquetSamples
{
    public static readonly TableSchema Schema = Rendered.Schema(
        "b boolean, t tinyint, s smallint, i int, l bigint, f float, d double, m decimal(9,2), w decimal(38,10), text string, "
        + "c char(3), v varchar(4), bin binary, day date, time timestamp, st struct<x:int,y:array<string>>, "
        + "a array<struct<k:int>>, p map<string,array<bigint>>");

    public static string Record(int i) => i % 7 == 3
        ? "{}"
        : string.Create(CultureInfo.InvariantCulture, $$$"""
            {"b":{{{(i % 2 == 0 ? "true" : "false")}}},"t":{{{(i % 256) - 128}}},"s":{{{i - 300}}},"i":{{{i * 1_000_003 % 7919}}},
            "l":{{{i * 1_000_000_007L}}},"f":{{{i}}}.25,"d":{{{i * 37 % 1009}}}e-3,"m":{{{i}}}.5,"w":-{{{i}}}.0000000001,
            "text":"row {{{i % 40}}}","c":"c{{{i}}}","v":"value{{{i % 3}}}","bin":"\u0001{{{i % 11}}}","day":"2024-02-{{{1 + (i % 29):00}}}",
            "time":"2024-02-29T23:59:{{{i % 60:00}}}.{{{i % 1_000:000}}}Z","st":{"x":{{{i}}},"y":[{{{(i % 3 == 0 ? "" : "\"y\",null")}}}]},
            "a":[{{{(i % 4 == 0 ? "" : "{\"k\":1},{},null")}}}],"p":{"one":[{{{i}}}],"none":null}}
            """);

    public static ColumnBatch Batch(int first, int count)
    {
        var batch = new ColumnBatch(Schema);
        var reader = JsonColumnReader.OpenX(Schema, new OpenXJsonOptions());
        for (var i = first; i < first + count; i++) reader.Add(Encoding.UTF8.GetBytes(Record(i)), batch).ShouldBeNull();
        return batch;
    }

    public static async Task<byte[]> WriteAsync(ParquetOptions options, int rows, int batchRows, bool flushes = false)
    {
        using var output = new MemoryStream();
        using var writer = ParquetFileWriter.Create(output, Schema, options).Value;
        for (var at = 0; at < rows; at += batchRows)
        {
            using var batch = Batch(at, Math.Min(batchRows, rows - at));
            await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
            if (flushes) await writer.FlushRowGroupAsync(TestContext.Current.CancellationToken);
        }

        await writer.FinishAsync(TestContext.Current.CancellationToken);
        writer.WrittenBytes.ShouldBe(output.Length);
        writer.Rows.ShouldBe(rows);
        return output.ToArray();
    }
}
