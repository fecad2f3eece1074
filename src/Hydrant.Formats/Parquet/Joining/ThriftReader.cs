using System.Buffers.Binary;

namespace Hydrant.Formats.Parquet.Joining;

/// <summary>
/// Reads a struct of Thrift's compact protocol. Whatever the bytes, it ends, and makes no more values than there are
/// bytes; what is no struct is refused with <see cref="InvalidDataException"/>. Sets and maps, which Parquet's metadata
/// do not have, are refused too.
/// </summary>
internal sealed class ThriftReader(ReadOnlyMemory<byte> bytes)
{
    private const int False = 2;
    private const int MaxDepth = 32;

    // A value takes some seventy bytes of memory, however few it has in the file.
    private const int MaxValues = 2_000_000;

    private int _at;
    private int _values;

    /// <summary>Bytes read so far.</summary>
    public int Position => _at;

    public ThriftValue Struct() => Struct(0);

    private ThriftValue Struct(int depth)
    {
        Count(1);
        if (depth > MaxDepth) throw new InvalidDataException("its footer is nested too deep");
        var fields = new SortedDictionary<int, ThriftValue>();
        var last = 0;
        while (true)
        {
            var header = Byte();
            if (header == 0) return ThriftValue.StructOf(fields);
            Count(1);
            var step = header >> 4;
            last = step == 0 ? checked((int)Math.Clamp(ZigZag(), short.MinValue, short.MaxValue)) : last + step;
            if (last is < 1 or > short.MaxValue) throw new InvalidDataException("its footer has a field without a number");
            var type = header & 15;
            var value = type is (int)ThriftType.Bool or False ? ThriftValue.Of(ThriftType.Bool, type == False ? 0 : 1) : Value(type, depth);
            if (!fields.TryAdd(last, value)) throw new InvalidDataException("its footer has a field twice");
        }
    }

    private ThriftValue Value(int type, int depth) => (ThriftType)type switch
    {
        ThriftType.Int8 => ThriftValue.Of(ThriftType.Int8, (sbyte)Byte()),
        ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64 => ThriftValue.Of((ThriftType)type, ZigZag()),
        ThriftType.Double => ThriftValue.Of(ThriftType.Double, BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span)),
        ThriftType.Binary => ThriftValue.Of(Take(Length())),
        ThriftType.List => List(depth + 1),
        ThriftType.Struct => Struct(depth + 1),
        _ => throw new InvalidDataException($"its footer has a value of type {type}"),
    };

    private ThriftValue List(int depth)
    {
        if (depth > MaxDepth) throw new InvalidDataException("its footer is nested too deep");
        var header = Byte();
        var type = header & 15;
        if (type == False) type = (int)ThriftType.Bool;
        var count = header >> 4 == 15 ? Length() : header >> 4;
        if (count > bytes.Length - _at) throw new InvalidDataException("its footer has a list longer than itself");
        Count(count);
        var elements = new List<ThriftValue>();
        for (var i = 0; i < count; i++)
            elements.Add(type == (int)ThriftType.Bool ? ThriftValue.Of(ThriftType.Bool, Byte() == 1 ? 1 : 0) : Value(type, depth));
        return ThriftValue.ListOf((ThriftType)type, elements);
    }

    private void Count(int values)
    {
        _values += values;
        if (_values > MaxValues) throw new InvalidDataException($"its footer has more than {MaxValues} values");
    }

    private byte Byte() => _at < bytes.Length ? bytes.Span[_at++] : throw new InvalidDataException("its footer ends early");

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > bytes.Length - _at) throw new InvalidDataException("its footer ends early");
        _at += length;
        return bytes.Slice(_at - length, length);
    }

    private int Length()
    {
        var length = Varint();
        return length <= int.MaxValue ? (int)length : throw new InvalidDataException("its footer has a length beyond all bounds");
    }

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("its footer has a number that does not end");
    }
}
