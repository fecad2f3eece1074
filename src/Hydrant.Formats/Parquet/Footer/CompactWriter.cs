using System.Text;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>Thrift's compact protocol, as far as Parquet's metadata needs it. Fields come in rising order.</summary>
internal sealed class CompactWriter(ByteBuffer output)
{
    private const int True = 1;
    private const int False = 2;
    private const int Byte = 3;
    private const int I16 = 4;
    private const int I32 = 5;
    private const int I64 = 6;
    private const int Binary = 8;
    private const int List = 9;
    private const int Struct = 12;

    private readonly Stack<int> _outer = new();
    private int _last;

    /// <summary>Begins a struct that stands alone or in a list.</summary>
    public void Begin()
    {
        _outer.Push(_last);
        _last = 0;
    }

    /// <summary>Begins a struct in a field.</summary>
    public void Begin(int field)
    {
        Header(field, Struct);
        Begin();
    }

    public void End()
    {
        output.Add(0);
        _last = _outer.Pop();
    }

    /// <summary>A member of a union that says nothing but its name.</summary>
    public void Empty(int field)
    {
        Begin(field);
        End();
    }

    public void Bool(int field, bool value) => Header(field, value ? True : False);

    public void Int8(int field, sbyte value)
    {
        Header(field, Byte);
        output.Add((byte)value);
    }

    public void Int16(int field, int value)
    {
        Header(field, I16);
        output.AddZigZag(value);
    }

    public void Int32(int field, int value)
    {
        Header(field, I32);
        output.AddZigZag(value);
    }

    public void Int64(int field, long value)
    {
        Header(field, I64);
        output.AddZigZag(value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Header(field, Binary);
        output.AddVarint((ulong)value.Length);
        output.Add(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a list of structs; each one is begun and ended.</summary>
    public void Structs(int field, int count) => ListHeader(field, Struct, count);

    public void Int32s(int field, IReadOnlyCollection<int> values)
    {
        ListHeader(field, I32, values.Count);
        foreach (var value in values) output.AddZigZag(value);
    }

    public void Int64s(int field, IReadOnlyCollection<long> values)
    {
        ListHeader(field, I64, values.Count);
        foreach (var value in values) output.AddZigZag(value);
    }

    public void Bools(int field, IReadOnlyCollection<bool> values)
    {
        ListHeader(field, True, values.Count);
        foreach (var value in values) output.Add((byte)(value ? True : False));
    }

    public void Texts(int field, IEnumerable<string> values) =>
        Binaries(field, [.. values.Select(Encoding.UTF8.GetBytes)]);

    public void Binaries(int field, IReadOnlyCollection<byte[]> values)
    {
        ListHeader(field, Binary, values.Count);
        foreach (var value in values)
        {
            output.AddVarint((ulong)value.Length);
            output.Add(value);
        }
    }

    private void ListHeader(int field, int type, int count)
    {
        Header(field, List);
        if (count < 15)
        {
            output.Add((byte)((count << 4) | type));
            return;
        }

        output.Add((byte)(0xf0 | type));
        output.AddVarint((ulong)count);
    }

    private void Header(int field, int type)
    {
        var step = field - _last;
        _last = field;
        if (step is >= 1 and <= 15)
        {
            output.Add((byte)((step << 4) | type));
            return;
        }

        output.Add((byte)type);
        output.AddZigZag(field);
    }
}
