using System.Buffers;
using System.Text.Json;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.JsonToCsv;

/// <summary>Makes a row of each record, which is one JSON object; another record fails, alone.</summary>
internal sealed class JsonToCsvTransform(IReadOnlyList<FieldPath> columns, CsvForm form) : ITransform
{
    // Columns with the same path have the same values.
    private readonly FieldNode _fields = FieldNode.Of(columns);

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        var row = new CsvRow(columns, form, _fields);
        var output = new ArrayBufferWriter<byte>(512);
        work.Replace((record, to) =>
        {
            output.ResetWrittenCount();
            if (Write(row, record.Data.Span, output) is { } wrong) work.Fail(new WorkFailure(record, "JsonToCsv.InvalidJson", wrong));
            else to.Add(record with { Data = work.Copy(output.WrittenSpan) });
        });
        return ValueTask.CompletedTask;
    }

    private static string? Write(CsvRow row, ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output)
    {
        try
        {
            return row.Write(json, output);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return $"The record is no JSON: {failure.Message}";
        }
    }
}
