using System.Text;
using System.Text.Json;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Tests.Columns;
using Hydrant.Formats.Tests.Parquet;

namespace Hydrant.Formats.Tests.Json;

/// <summary>
/// Records that were bent by chance: they are refused where another parser refuses them, and nowhere else.
/// </summary>
public sealed class BentJsonTests
{
    private const string Bytes = "{}[]\",:\\0123456789.-+eEtrufalsn \n\tu/x";

    [Fact]
    public void What_is_JSON_is_agreed_upon_whatever_is_skipped()
    {
        var schema = Rendered.Schema("other int");
        var reader = JsonColumnReader.OpenX(schema, new OpenXJsonOptions());
        using var batch = new ColumnBatch(schema);
        var random = new Random(5);
        var good = 0;
        for (var round = 0; round < 40_000; round++)
        {
            var record = Bent(random, round);
            var rows = CountObjects(record);
            var before = batch.Rows;
            var refused = reader.Add(record, batch);
            (refused is null).ShouldBe(rows > 0, Encoding.UTF8.GetString(record));
            (batch.Rows - before).ShouldBe(Math.Max(0, rows));
            if (rows > 0) good++;
        }

        good.ShouldBeInRange(2_000, 38_000);
    }

    [Fact]
    public void Bent_records_leave_columns_that_fit_together()
    {
        var reader = JsonColumnReader.OpenX(ParquetSamples.Schema, new OpenXJsonOptions());
        using var batch = new ColumnBatch(ParquetSamples.Schema);
        var random = new Random(6);
        var taken = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var before = batch.Rows;
            if (reader.Add(Bent(random, round), batch) is null) taken++;
            else batch.Rows.ShouldBe(before);
            batch.Check();
            if (round % 500 == 0) Rendered.Rows(batch).Length.ShouldBe(batch.Rows);
        }

        taken.ShouldBeInRange(1_000, 19_000);
    }

    private static byte[] Bent(Random random, int round)
    {
        var bytes = Encoding.UTF8.GetBytes(ParquetSamples.Record(round % 50)).ToList();
        for (var bends = random.Next(4); bends > 0; bends--)
        {
            var at = random.Next(bytes.Count);
            var value = (byte)Bytes[random.Next(Bytes.Length)];
            switch (random.Next(3))
            {
                case 0: bytes[at] = value; break;
                case 1: bytes.Insert(at, value); break;
                default:
                    if (bytes.Count > 1) bytes.RemoveAt(at);
                    break;
            }
        }

        return [.. bytes];
    }

    // How many objects follow each other; -1 when it is anything else.
    private static int CountObjects(byte[] record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1_000 });
        var objects = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartObject) return -1;
                reader.Skip();
                objects++;
            }
        }
        catch (JsonException)
        {
            return -1;
        }

        return objects;
    }
}
