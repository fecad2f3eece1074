using System.Security.Cryptography;
using Hydrant.Aggregation;

namespace Hydrant.Aggregation.Tests;

/// <summary>Packs records, and breaks the rules where a test asks for it.</summary>
internal sealed class AggregateWriter
{
    private readonly MemoryStream _message = new();

    public AggregateWriter Key(string key) => Bytes(1, System.Text.Encoding.UTF8.GetBytes(key));

    public AggregateWriter HashKey(string key) => Bytes(2, System.Text.Encoding.UTF8.GetBytes(key));

    public AggregateWriter Record(ulong key, byte[] data, ulong? hashKey = null)
    {
        var record = new AggregateWriter().Number(1, key);
        if (hashKey is { } index) record.Number(2, index);
        return Bytes(3, record.Bytes(3, data).Message);
    }

    public byte[] Message => _message.ToArray();

    public AggregateWriter Number(int field, ulong value)
    {
        Varint((ulong)(field << 3));
        Varint(value);
        return this;
    }

    public AggregateWriter Bytes(int field, byte[] value)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)value.Length);
        return Raw(value);
    }

    public AggregateWriter Raw(params byte[] bytes)
    {
        _message.Write(bytes);
        return this;
    }

    public byte[] Seal() => Seal(Message);

    public static byte[] Seal(byte[] message) => [.. Aggregate.Magic, .. message, .. MD5.HashData(message)];

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _message.WriteByte((byte)(value | 0x80));
        _message.WriteByte((byte)value);
    }
}
