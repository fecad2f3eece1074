using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.JsonToCsv;

/// <summary>Finds the values of a row in an object and writes them. Used again and again; not thread-safe.</summary>
internal sealed class CsvRow(IReadOnlyList<FieldPath> columns, CsvForm form, FieldNode fields)
{
    private readonly int[] _sameAs = [.. columns.Select(column => fields.At(column.Names).Index)];
    private readonly (JsonTokenType Type, int Start, int Length)[] _values = new (JsonTokenType, int, int)[columns.Count];
    private readonly ArrayBufferWriter<byte> _text = new(256);

    /// <summary>What is wrong with the record, or null.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    public string? Write(ReadOnlySpan<byte> json, IBufferWriter<byte> target)
    {
        Array.Clear(_values);
        var reader = new Utf8JsonReader(json, JsonText.Reading);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "The record is no JSON object.";
        Find(ref reader, fields);
        if (reader.Read()) return "The record holds more than one JSON value.";

        for (var i = 0; i < _sameAs.Length; i++)
        {
            if (i > 0) target.Write(form.Delimiter);
            var (type, start, length) = _values[_sameAs[i]];
            Write(type, json.Slice(start, length), target);
        }

        return null;
    }

    // A name that comes twice has the value of the last one.
    private void Find(ref Utf8JsonReader reader, FieldNode node)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = node.Find(ref reader);
            reader.Read();
            var (type, start) = (reader.TokenType, (int)reader.TokenStartIndex);
            if (member is { Members.Count: > 0 } && type == JsonTokenType.StartObject) Find(ref reader, member);
            else reader.Skip();
            if (member is { IsEnd: true }) _values[member.Index] = (type, start, (int)reader.BytesConsumed - start);
        }
    }

    private void Write(JsonTokenType type, ReadOnlySpan<byte> json, IBufferWriter<byte> target)
    {
        switch (type)
        {
            case JsonTokenType.None or JsonTokenType.Null: form.WriteNull(target); break;
            case JsonTokenType.String: form.Write(Text(json), target); break;
            default: form.Write(json, target); break; // Numbers as they were written, and what is nested as JSON.
        }
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (!Utf8.IsValid(reader.ValueSpan)) throw new InvalidOperationException("A text of the record is no UTF-8.");
        if (!reader.ValueIsEscaped) return reader.ValueSpan;

        _text.ResetWrittenCount();
        _text.Advance(reader.CopyString(_text.GetSpan(reader.ValueSpan.Length)));
        return _text.WrittenSpan;
    }
}
