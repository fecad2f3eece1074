using System.Buffers;

namespace Hydrant.Delivery.Transforms.JsonToCsv;

/// <summary>How values stand in a row: RFC 4180, with any delimiter.</summary>
/// <param name="delimiter">One character, in UTF-8.</param>
/// <param name="nullText">Stands for null and for what is missing, without quotes; a text that reads the same has quotes.</param>
internal sealed class CsvForm(byte[] delimiter, byte[] nullText)
{
    public ReadOnlySpan<byte> Delimiter => delimiter;

    public void WriteNull(IBufferWriter<byte> target) => target.Write(nullText);

    /// <summary>In quotes where it needs them.</summary>
    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> target)
    {
        var isPlain = !value.ContainsAny("\"\r\n"u8) && value.IndexOf(delimiter) < 0 && (nullText.Length == 0 || !value.SequenceEqual(nullText));
        if (isPlain)
        {
            target.Write(value);
            return;
        }

        target.Write("\""u8);
        for (var quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            target.Write(value[..(quote + 1)]);
            target.Write("\""u8);
            value = value[(quote + 1)..];
        }

        target.Write(value);
        target.Write("\""u8);
    }
}
