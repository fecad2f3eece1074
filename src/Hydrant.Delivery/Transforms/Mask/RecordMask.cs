using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>Masks records, one after the other, and keeps its memory between them. Not thread-safe.</summary>
/// <param name="pattern">What is looked for.</param>
/// <param name="fields">Where; null for every text.</param>
internal sealed class RecordMask(MaskPattern pattern, FieldNode? fields) : IDisposable
{
    private readonly ArrayBufferWriter<char> _masked = new(256);
    private readonly ArrayBufferWriter<byte> _utf8 = new(256);
    private readonly ArrayBufferWriter<byte> _quoted = new(256);
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private char[] _text = [];

    /// <summary>The last record that was masked.</summary>
    public ReadOnlySpan<byte> Output => _output.WrittenSpan;

    /// <summary>Masks a record that is JSON. False when nothing was found in it.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    /// <exception cref="MaskTimeoutException">It took too long.</exception>
    public bool TryMaskJson(ReadOnlySpan<byte> json, MaskPatience patience)
    {
        _output.ResetWrittenCount();
        var splice = new JsonSplice(json, _output);
        var reader = new Utf8JsonReader(json, JsonText.Reading);
        while (reader.Read()) Mask(ref reader, ref splice, fields, isMeant: fields is null, patience);
        splice.Finish();
        return splice.IsChanged;
    }

    /// <summary>Masks a record as text. False when nothing was found in it.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    /// <exception cref="MaskTimeoutException">It took too long.</exception>
    public bool TryMaskText(ReadOnlySpan<byte> utf8, MaskPatience patience)
    {
        if (!Utf8.IsValid(utf8)) throw new InvalidOperationException("The record is neither JSON nor UTF-8.");
        _masked.ResetWrittenCount();
        if (!pattern.TryMask(Room(utf8.Length).AsSpan(0, Encoding.UTF8.GetChars(utf8, _text)), _masked, patience)) return false;

        _output.ResetWrittenCount();
        Encoding.UTF8.GetBytes(_masked.WrittenSpan, _output);
        return true;
    }

    public void Dispose()
    {
        if (_text.Length > 0) ArrayPool<char>.Shared.Return(_text);
        _text = [];
    }

    private void Mask(ref Utf8JsonReader reader, ref JsonSplice splice, FieldNode? node, bool isMeant, MaskPatience patience)
    {
        if (reader.TokenType == JsonTokenType.StartObject && (isMeant || node is not null))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = isMeant ? null : node!.Find(ref reader);
                reader.Read();
                Mask(ref reader, ref splice, member, isMeant || member is { IsEnd: true }, patience);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray && (isMeant || node is not null))
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Mask(ref reader, ref splice, node, isMeant, patience);
        }
        else if (isMeant && (reader.TokenType == JsonTokenType.String || (fields is not null && reader.TokenType == JsonTokenType.Number)))
        {
            MaskValue(ref reader, ref splice, patience);
        }
        else
        {
            reader.Skip();
        }
    }

    private void MaskValue(ref Utf8JsonReader reader, ref JsonSplice splice, MaskPatience patience)
    {
        int length;
        Room(reader.ValueSpan.Length);
        if (reader.TokenType == JsonTokenType.Number)
        {
            length = Encoding.ASCII.GetChars(reader.ValueSpan, _text);
        }
        else
        {
            if (!Utf8.IsValid(reader.ValueSpan)) throw new InvalidOperationException("A text of the record is no UTF-8.");
            length = reader.CopyString(_text);
        }

        _masked.ResetWrittenCount();
        if (!pattern.TryMask(_text.AsSpan(0, length), _masked, patience)) return;

        // A match may end inside a pair of surrogates; what is left of it becomes U+FFFD.
        _utf8.ResetWrittenCount();
        Encoding.UTF8.GetBytes(_masked.WrittenSpan, _utf8);
        _quoted.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_quoted, JsonText.Writing)) json.WriteStringValue(_utf8.WrittenSpan);
        splice.Replace((int)reader.TokenStartIndex, (int)reader.BytesConsumed, _quoted.WrittenSpan);
    }

    private char[] Room(int length)
    {
        if (_text.Length >= length && _text.Length > 0) return _text;
        Dispose();
        return _text = ArrayPool<char>.Shared.Rent(Math.Max(length, 256));
    }
}
