using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hydrant.Api.Tests.Protocols;

/// <summary>
/// JSON to CBOR and back as the clients of Kinesis do it, so that one written request serves both protocols. Blobs are
/// members named Data; times go as they come: tag 1 and milliseconds in CBOR, seconds in JSON.
/// </summary>
internal static class CborJson
{
    public static byte[] Encode(string json)
    {
        var bytes = new List<byte>();
        Encode(bytes, JsonNode.Parse(json), isBlob: false);
        return [.. bytes];
    }

    public static JsonNode? Decode(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var node = Decode(bytes, ref at);
        at.ShouldBe(bytes.Length);
        return JsonNode.Parse(node!.ToJsonString()); // Numbers of whatever width the reader asks for.
    }

    private static void Encode(List<byte> bytes, JsonNode? node, bool isBlob)
    {
        switch (node)
        {
            case null:
                bytes.Add(0xf6);
                break;
            case JsonObject map:
                Head(bytes, 5, (ulong)map.Count);
                foreach (var (name, value) in map)
                {
                    Text(bytes, name);
                    Encode(bytes, value, name == "Data");
                }

                break;
            case JsonArray list:
                Head(bytes, 4, (ulong)list.Count);
                foreach (var item in list) Encode(bytes, item, isBlob: false);
                break;
            default:
                Scalar(bytes, node.AsValue(), isBlob);
                break;
        }
    }

    private static void Scalar(List<byte> bytes, JsonValue value, bool isBlob)
    {
        if (value.TryGetValue<bool>(out var truth)) bytes.Add(truth ? (byte)0xf5 : (byte)0xf4);
        else if (value.TryGetValue<long>(out var number)) Head(bytes, number < 0 ? 1 : 0, (ulong)(number < 0 ? -1 - number : number));
        else if (isBlob) Blob(bytes, Convert.FromBase64String(value.GetValue<string>()));
        else Text(bytes, value.GetValue<string>());
    }

    private static void Text(List<byte> bytes, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Head(bytes, 3, (ulong)utf8.Length);
        bytes.AddRange(utf8);
    }

    private static void Blob(List<byte> bytes, byte[] blob)
    {
        Head(bytes, 2, (ulong)blob.Length);
        bytes.AddRange(blob);
    }

    private static void Head(List<byte> bytes, int major, ulong value)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, value);
        var (short_, size) = value switch { < 24 => ((byte)value, 0), <= 0xff => ((byte)24, 1), <= 0xffff => ((byte)25, 2), <= uint.MaxValue => ((byte)26, 4), _ => ((byte)27, 8) };
        bytes.Add((byte)((major << 5) | short_));
        bytes.AddRange(length.AsSpan(8 - size).ToArray());
    }

    private static JsonNode? Decode(ReadOnlySpan<byte> bytes, ref int at)
    {
        var first = bytes[at++];
        var (major, info) = (first >> 5, first & 31);
        if (major == 7) return info switch { 20 => false, 21 => true, 22 => null, _ => throw new FormatException($"simple {info}") };

        var isOpen = info == 31;
        var value = isOpen ? 0 : Value(bytes, ref at, info);
        return major switch
        {
            0 => (long)value,
            1 => -1 - (long)value,
            2 => Convert.ToBase64String(Take(bytes, ref at, value)),
            3 => Encoding.UTF8.GetString(Take(bytes, ref at, value)),
            4 => List(bytes, ref at, value, isOpen),
            5 => Map(bytes, ref at, value, isOpen),
            _ => Time(bytes, ref at, value),
        };
    }

    private static ulong Value(ReadOnlySpan<byte> bytes, ref int at, int info)
    {
        if (info < 24) return (ulong)info;
        var value = 0UL;
        foreach (var part in Take(bytes, ref at, 1UL << (info - 24))) value = (value << 8) | part;
        return value;
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, ref int at, ulong count)
    {
        at += (int)count;
        return bytes[(at - (int)count)..at];
    }

    private static JsonArray List(ReadOnlySpan<byte> bytes, ref int at, ulong count, bool isOpen)
    {
        var list = new JsonArray();
        while (!IsEnd(bytes, ref at, ref count, isOpen)) list.Add(Decode(bytes, ref at));
        return list;
    }

    private static JsonObject Map(ReadOnlySpan<byte> bytes, ref int at, ulong count, bool isOpen)
    {
        var map = new JsonObject();
        while (!IsEnd(bytes, ref at, ref count, isOpen))
        {
            var name = Decode(bytes, ref at)!.GetValue<string>();
            map[name] = Decode(bytes, ref at);
        }

        return map;
    }

    private static bool IsEnd(ReadOnlySpan<byte> bytes, ref int at, ref ulong left, bool isOpen)
    {
        if (!isOpen) return left-- == 0;
        if (bytes[at] != 0xff) return false;
        at++;
        return true;
    }

    private static JsonNode Time(ReadOnlySpan<byte> bytes, ref int at, ulong tag)
    {
        tag.ShouldBe(1UL);
        return decimal.Parse(Decode(bytes, ref at)!.ToString(), CultureInfo.InvariantCulture) / 1000;
    }
}
