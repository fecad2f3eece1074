using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Hydrant.Load.Http;

/// <summary>Bodies made before the clock runs: random data, and partition keys enough to reach every shard.</summary>
internal static class RequestBodies
{
    public static byte[] PutRecords(string stream, int records, int size, int seed, bool cbor)
    {
        var random = new Random(seed);
        var data = new byte[size];
        if (cbor) return PutRecordsCbor(stream, records, data, random);

        var text = new StringBuilder($$"""{"StreamName":"{{stream}}","Records":[""");
        for (var i = 0; i < records; i++)
        {
            random.NextBytes(data);
            text.Append(i == 0 ? "" : ",").Append($$"""{"Data":"{{Convert.ToBase64String(data)}}","PartitionKey":"{{Key(random)}}"}""");
        }

        return Encoding.ASCII.GetBytes(text.Append("]}").ToString());
    }

    public static byte[] PutRecord(string stream, int size, int seed, bool cbor)
    {
        var random = new Random(seed);
        var data = new byte[size];
        random.NextBytes(data);
        if (!cbor)
        {
            return Encoding.ASCII.GetBytes(
                $$"""{"StreamName":"{{stream}}","Data":"{{Convert.ToBase64String(data)}}","PartitionKey":"{{Key(random)}}"}""");
        }

        var bytes = new List<byte> { 0xBF };
        Text(bytes, "StreamName");
        Text(bytes, stream);
        Entry(bytes, data, Key(random));
        bytes.Add(0xFF);
        return [.. bytes];
    }

    public static byte[] GetRecords(string iterator, bool cbor)
    {
        if (!cbor) return Encoding.ASCII.GetBytes($$"""{"ShardIterator":"{{iterator}}"}""");
        var bytes = new List<byte> { 0xBF };
        Text(bytes, "ShardIterator");
        Text(bytes, iterator);
        bytes.Add(0xFF);
        return [.. bytes];
    }

    private static byte[] PutRecordsCbor(string stream, int records, byte[] data, Random random)
    {
        var bytes = new List<byte> { 0xBF };
        Text(bytes, "StreamName");
        Text(bytes, stream);
        Text(bytes, "Records");
        bytes.Add(0x9F);
        for (var i = 0; i < records; i++)
        {
            random.NextBytes(data);
            bytes.Add(0xBF);
            Entry(bytes, data, Key(random));
            bytes.Add(0xFF);
        }

        bytes.Add(0xFF);
        bytes.Add(0xFF);
        return [.. bytes];
    }

    private static void Entry(List<byte> bytes, byte[] data, string key)
    {
        Text(bytes, "Data");
        Head(bytes, 2, data.Length);
        bytes.AddRange(data);
        Text(bytes, "PartitionKey");
        Text(bytes, key);
    }

    private static void Text(List<byte> bytes, string text)
    {
        Head(bytes, 3, text.Length);
        bytes.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static void Head(List<byte> bytes, int major, int length)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)((major << 5) | 26);
        BinaryPrimitives.WriteInt32BigEndian(head[1..], length);
        bytes.AddRange(head);
    }

    private static string Key(Random random) => random.Next().ToString("x8", CultureInfo.InvariantCulture);
}
