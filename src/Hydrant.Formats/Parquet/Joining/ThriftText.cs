using System.Buffers.Binary;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Joining;

/// <summary>Writes values of Thrift's compact protocol as <see cref="ThriftReader"/> gave them.</summary>
internal static class ThriftText
{
    private const int False = 2;

    /// <summary>Appends a struct, without the fields that are left out.</summary>
    public static void Write(ThriftValue value, ByteBuffer output, params ReadOnlySpan<int> leftOut)
    {
        var last = 0;
        foreach (var (field, member) in value.Fields)
        {
            if (leftOut.Contains(field)) continue;
            var type = member.Type == ThriftType.Bool && member.Number == 0 ? False : (int)member.Type;
            WriteHeader(field, field - last, type, output);
            last = field;
            if (member.Type != ThriftType.Bool) WriteValue(member, output);
        }

        output.Add(0);
    }

    private static void WriteHeader(int field, int step, int type, ByteBuffer output)
    {
        if (step <= 15)
        {
            output.Add((byte)((step << 4) | type));
            return;
        }

        output.Add((byte)type);
        output.AddZigZag(field);
    }

    private static void WriteValue(ThriftValue value, ByteBuffer output)
    {
        switch (value.Type)
        {
            case ThriftType.Bool:
                output.Add((byte)(value.Number == 1 ? 1 : False));
                break;
            case ThriftType.Int8:
                output.Add((byte)value.Number);
                break;
            case ThriftType.Double:
                BinaryPrimitives.WriteInt64LittleEndian(output.Room(sizeof(long)), value.Number);
                output.Advance(sizeof(long));
                break;
            case ThriftType.Binary:
                output.AddVarint((ulong)value.Bytes.Length);
                output.Add(value.Bytes.Span);
                break;
            case ThriftType.List:
                WriteList(value, output);
                break;
            case ThriftType.Struct:
                Write(value, output);
                break;
            default:
                output.AddZigZag(value.Number);
                break;
        }
    }

    private static void WriteList(ThriftValue list, ByteBuffer output)
    {
        var count = list.WrittenElements ?? list.Elements.Count;
        if (count < 15)
        {
            output.Add((byte)((count << 4) | (int)list.ElementType));
        }
        else
        {
            output.Add((byte)(0xf0 | (int)list.ElementType));
            output.AddVarint((ulong)count);
        }

        output.Add(list.Bytes.Span);
        foreach (var element in list.Elements) WriteValue(element, output);
    }
}
