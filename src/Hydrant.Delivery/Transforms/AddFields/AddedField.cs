using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.AddFields;

/// <summary>A member that records get: always the same one, or one that tells where the record came from.</summary>
internal sealed class AddedField
{
    private readonly byte[] _name;
    private readonly byte[]? _value;
    private readonly Action<WorkRecord, IBufferWriter<byte>>? _write;

    private AddedField(string name, byte[]? value, Action<WorkRecord, IBufferWriter<byte>>? write)
    {
        (Name, _value, _write) = (name, value, write);
        _name = [.. JsonText.Quoted(name), (byte)':'];
    }

    public string Name { get; }

    /// <param name="text"><c>name=value</c>; the value is JSON, or an expression, or else text.</param>
    public static Outcome<AddedField> Parse(string text)
    {
        var parts = FieldPath.Split(text, '=');
        if (parts.Count < 2) return Fault.InvalidArgument($"'{text}' is no field to add: write name=value.");
        var path = FieldPath.Parse(parts[0]);
        if (!path.Ok) return path.Fault;
        if (path.Value.Names.Count > 1) return Fault.InvalidArgument($"'{parts[0].Trim()}' is a path: fields are added to the record's own object.");

        var (name, value) = (path.Value.Last, text[(parts[0].Length + 1)..].Trim());
        return value switch
        {
            "${arrivalTimestamp}" => new AddedField(name, null, WriteArrival),
            "${partitionKey}" => new AddedField(name, null, WriteKey),
            ['$', '{', .., '}'] => Fault.InvalidArgument($"{value} is no expression: there are ${{arrivalTimestamp}} and ${{partitionKey}}."),
            _ => new AddedField(name, IsJson(value) ? Encoding.UTF8.GetBytes(value) : JsonText.Quoted(value), null),
        };
    }

    public void Write(in WorkRecord record, IBufferWriter<byte> target)
    {
        target.Write(_name);
        if (_write is null) target.Write(_value);
        else _write(record, target);
    }

    private static void WriteArrival(WorkRecord record, IBufferWriter<byte> target)
    {
        const int longest = 20;
        var isWritten = Utf8Formatter.TryFormat(record.Origin.ArrivedAtMs, target.GetSpan(longest), out var length);
        Invariant.That(isWritten);
        target.Advance(length);
    }

    private static void WriteKey(WorkRecord record, IBufferWriter<byte> target)
    {
        if (record.Key.IsEmpty) target.Write("null"u8);
        else target.Write(JsonText.Quoted(Encoding.UTF8.GetString(record.Key.Span)));
    }

    private static bool IsJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = JsonText.Reading.MaxDepth / 2 });
            while (reader.Read()) reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
