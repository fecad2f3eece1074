using System.Buffers.Binary;

namespace Hydrant.Load.Pipelines;

/// <summary>How many rows a Parquet file has: the third field of its metadata, in Thrift's compact protocol.</summary>
internal ref struct ParquetRows
{
    private const int TailBytes = 8;
    private const int RowsField = 3;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetRows(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static long Of(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Span<byte> tail = stackalloc byte[TailBytes];
        RandomAccess.Read(file, tail, length - TailBytes);
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw new InvalidDataException($"{path} is no Parquet file.");
        var metadata = new byte[BinaryPrimitives.ReadInt32LittleEndian(tail)];
        RandomAccess.Read(file, metadata, length - TailBytes - metadata.Length);
        return new ParquetRows(metadata).Find();
    }

    private long Find()
    {
        for (var field = 0; ;)
        {
            var type = NextField(ref field);
            if (field == RowsField) return Signed();
            Skip(type);
        }
    }

    private int NextField(ref int field)
    {
        var head = _bytes[_at++];
        if ((head & 15) == 0) return 0;
        field = head >> 4 == 0 ? (int)Signed() : field + (head >> 4);
        return head & 15;
    }

    private void Skip(int type)
    {
        switch (type)
        {
            case 1 or 2: return; // A boolean is its type.
            case 3: _at++; return;
            case 4 or 5 or 6: _ = Unsigned(); return;
            case 7: _at += 8; return;
            case 8:
                var length = (int)Unsigned(); // Moves on, so it comes first.
                _at += length;
                return;
            case 9 or 10: SkipList(); return;
            case 12:
                for (var field = 0; NextField(ref field) is > 0 and var inner;) Skip(inner);
                return;
            default: throw new InvalidDataException($"Type {type} in Parquet metadata.");
        }
    }

    private void SkipList()
    {
        var head = _bytes[_at++];
        var count = head >> 4 == 15 ? (int)Unsigned() : head >> 4;
        for (; count > 0; count--)
        {
            if ((head & 15) is 1 or 2) _at++;
            else Skip(head & 15);
        }
    }

    private long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128) return value;
        }
    }
}
