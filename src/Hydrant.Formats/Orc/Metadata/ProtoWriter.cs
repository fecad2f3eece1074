using System.Buffers;
using System.Buffers.Binary;

namespace Hydrant.Formats.Orc.Metadata;

/// <summary>Writes one Protocol Buffers message, fields in the order of the calls.</summary>
internal sealed class ProtoWriter
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int LengthType = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ProtoWriter Varint(int field, ulong value)
    {
        Tag(field, VarintType);
        Raw(value);
        return this;
    }

    /// <summary>sint32 and sint64: zigzag.</summary>
    public ProtoWriter Signed(int field, long value) => Varint(field, (ulong)((value << 1) ^ (value >> 63)));

    public ProtoWriter Double(int field, double value)
    {
        Tag(field, Fixed64Type);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return this;
    }

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthType);
        Raw((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.Written);

    public ProtoWriter Packed(int field, IEnumerable<ulong> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values) packed.Raw(value);
        return Message(field, packed);
    }

    private void Tag(int field, int type) => Raw((ulong)((field << 3) | type));

    private void Raw(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
