using System.Buffers;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Json;

/// <summary>
/// Steps over JSON text without reading it. The text is well-formed, or at least is what it seems to be: in what is
/// stepped over only strings and brackets are told apart. Every method answers -1 when the text ends too early.
/// </summary>
internal static class JsonScan
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",]} \t\r\n"u8);

    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    /// <summary>The place behind the value that begins at <paramref name="at"/>.</summary>
    public static int SkipValue(ReadOnlySpan<byte> json, int at)
    {
        if ((uint)at >= (uint)json.Length) return -1;
        switch (json[at])
        {
            case (byte)'"': return SkipString(json, at);
            case (byte)'{' or (byte)'[': return SkipNested(json, at);
            default:
                var length = json[at..].IndexOfAny(Ends);
                return length < 0 ? json.Length : length == 0 ? -1 : at + length;
        }
    }

    /// <summary>The place behind the string whose first quote is at <paramref name="at"/>.</summary>
    public static int SkipString(ReadOnlySpan<byte> json, int at)
    {
        at++;
        while (true)
        {
            var next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0) return -1;
            at += next;
            if (json[at] == '"') return at + 1;
            at += 2;
            if (at > json.Length) return -1;
        }
    }

    /// <summary>
    /// Where the value of the member begins in the object at <paramref name="at"/>: the last one of that name.
    /// -1 when there is none, -2 when the text is no object.
    /// </summary>
    public static int FindMember(ReadOnlySpan<byte> json, int at, FieldName name)
    {
        var found = -1;
        at = SkipSpace(json, at + 1);
        if (at < json.Length && json[at] == '}') return -1;
        while (at < json.Length && json[at] == '"')
        {
            var keyEnd = SkipString(json, at);
            if (keyEnd < 0) return -2;
            var key = json[(at + 1)..(keyEnd - 1)];
            at = SkipSpace(json, keyEnd);
            if (at >= json.Length || json[at] != ':') return -2;
            at = SkipSpace(json, at + 1);
            if (Is(key, name)) found = at;
            at = SkipValue(json, at);
            if (at < 0) return -2;
            at = SkipSpace(json, at);
            if (at >= json.Length) return -2;
            if (json[at] == '}') return found;
            if (json[at] != ',') return -2;
            at = SkipSpace(json, at + 1);
        }

        return -2;
    }

    /// <summary>Where the element begins in the array at <paramref name="at"/>; from the end when negative. -1 and -2 as above.</summary>
    public static int FindElement(ReadOnlySpan<byte> json, int at, int index)
    {
        if (index < 0)
        {
            var count = 0;
            if (FindElement(json, at, int.MaxValue, ref count) == -2) return -2;
            index += count;
            if (index < 0) return -1;
        }

        var passed = 0;
        return FindElement(json, at, index, ref passed);
    }

    private static int FindElement(ReadOnlySpan<byte> json, int at, int index, ref int passed)
    {
        at = SkipSpace(json, at + 1);
        if (at < json.Length && json[at] == ']') return -1;
        var found = -1;
        while (true)
        {
            if (passed == index) found = at;
            at = SkipValue(json, at);
            if (at < 0) return -2;
            passed++;
            at = SkipSpace(json, at);
            if (at >= json.Length) return -2;
            if (json[at] == ']') return found;
            if (json[at] != ',') return -2;
            at = SkipSpace(json, at + 1);
        }
    }

    private static int SkipNested(ReadOnlySpan<byte> json, int at)
    {
        var depth = 0;
        while (true)
        {
            var next = json[at..].IndexOfAny(Brackets);
            if (next < 0) return -1;
            at += next;
            switch (json[at])
            {
                case (byte)'"':
                    at = SkipString(json, at);
                    if (at < 0) return -1;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            at++;
            if (depth == 0) return at;
        }
    }

    private static bool Is(ReadOnlySpan<byte> key, FieldName name) =>
        key.SequenceEqual(name.Utf8)
        || (key.Contains((byte)'\\') && JsonText.Unescape(key) == name.Text);
}
