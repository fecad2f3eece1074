using System.Buffers;
using System.Text.Json;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>Takes each record through a <see cref="FieldEditor"/>. A record that is no JSON fails, alone.</summary>
/// <param name="type">Of the processor, for the error output.</param>
/// <param name="fields">What is meant for the members that are there.</param>
/// <param name="added">Writes the members that a record gets; null for none.</param>
internal sealed class EditTransform(string type, FieldNode fields, Action<WorkRecord, IBufferWriter<byte>>? added = null) : ITransform
{
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var members = new ArrayBufferWriter<byte>(256);
        work.Replace((record, to) =>
        {
            output.ResetWrittenCount();
            members.ResetWrittenCount();
            added?.Invoke(record, members);
            if (Edit(record.Data.Span, members.WrittenSpan, output, out var isChanged) is { } wrong)
                work.Fail(new WorkFailure(record, $"{type}.InvalidJson", wrong));
            else to.Add(isChanged ? record with { Data = work.Copy(output.WrittenSpan) } : record);
        });
        return ValueTask.CompletedTask;
    }

    private string? Edit(ReadOnlySpan<byte> json, ReadOnlySpan<byte> members, ArrayBufferWriter<byte> output, out bool isChanged)
    {
        isChanged = false;
        try
        {
            var editor = new FieldEditor(json, members, output);
            var wrong = editor.Run(fields);
            isChanged = editor.IsChanged;
            return wrong;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return $"The record is no JSON: {failure.Message}";
        }
    }
}
