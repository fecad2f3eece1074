using System.Buffers.Binary;
using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>
/// A Protocol Buffers message, one level of it. Whatever the bytes, reading ends; what is no message is refused with
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ProtoMessage
{
    private const int MaxFieldNumber = 1 << 20;

    private readonly List<ProtoField> _fields = [];

    /// <exception cref="InvalidDataException">It is no message.</exception>
    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes.Span, ref at);
            var number = tag >> 3;
            if (number is 0 or > MaxFieldNumber) throw new InvalidDataException("its tail has a field without a number");
            _fields.Add(Field((int)number, (int)(tag & 7), bytes, ref at));
        }
    }

    public IReadOnlyList<ProtoField> Fields => _fields;

    /// <summary>The last of its kind, as the format wants it; null when there is none.</summary>
    public ulong? NumberOf(int field)
    {
        ulong? found = null;
        foreach (var one in _fields)
        {
            if (one.Number == field && one.Type != 2) found = one.Value;
        }

        return found;
    }

    /// <summary>A sint32 or sint64.</summary>
    public long? SignedOf(int field) => NumberOf(field) is { } value ? (long)(value >> 1) ^ -(long)(value & 1) : null;

    public ReadOnlyMemory<byte>? BytesOf(int field)
    {
        ReadOnlyMemory<byte>? found = null;
        foreach (var one in _fields)
        {
            if (one.Number == field && one.Type == 2) found = one.Bytes;
        }

        return found;
    }

    public IEnumerable<ReadOnlyMemory<byte>> AllOf(int field) =>
        _fields.Where(one => one.Number == field && one.Type == 2).Select(one => one.Bytes);

    /// <summary>Numbers of a repeated field, packed or not.</summary>
    public List<ulong> NumbersOf(int field)
    {
        var numbers = new List<ulong>();
        foreach (var one in _fields.Where(one => one.Number == field))
        {
            if (one.Type != 2) numbers.Add(one.Value);
            for (var at = 0; at < one.Bytes.Length;) numbers.Add(Varint(one.Bytes.Span, ref at));
        }

        return numbers;
    }

    /// <summary>Appends a field as it came.</summary>
    public static void Copy(ProtoField field, ProtoWriter target)
    {
        switch (field.Type)
        {
            case 0:
                target.Varint(field.Number, field.Value);
                break;
            case 1:
                target.Double(field.Number, BitConverter.UInt64BitsToDouble(field.Value));
                break;
            default:
                target.Bytes(field.Number, field.Bytes.Span);
                break;
        }
    }

    private static ProtoField Field(int number, int type, ReadOnlyMemory<byte> bytes, ref int at)
    {
        switch (type)
        {
            case 0:
                return new ProtoField(number, type, Varint(bytes.Span, ref at), default);
            case 1:
                if (bytes.Length - at < sizeof(ulong)) throw Early();
                at += sizeof(ulong);
                return new ProtoField(number, type, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(at - sizeof(ulong))..]), default);
            case 2:
                var length = Varint(bytes.Span, ref at);
                if (length > (ulong)(bytes.Length - at)) throw Early();
                at += (int)length;
                return new ProtoField(number, type, 0, bytes.Slice(at - (int)length, (int)length));
            default:
                throw new InvalidDataException($"its tail has a value of type {type}");
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length) throw Early();
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("its tail has a number that does not end");
    }

    private static InvalidDataException Early() => new("its tail ends early");
}
