using System.Buffers.Text;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Json;

/// <summary>Reads checked JSON text one level at a time.</summary>
internal static class JsonOpener
{
    /// <summary>The value at <paramref name="at"/>, and the place behind it.</summary>
    public static JqValue Value(byte[] json, int at, out int end)
    {
        end = JsonScan.SkipValue(json, at);
        switch (json[at])
        {
            case (byte)'"': return JsonText.Decode(json.AsSpan(at + 1, end - at - 2));
            case (byte)'{': return new LazyJson(json, at, end - at, isObject: true);
            case (byte)'[': return new LazyJson(json, at, end - at, isObject: false);
            case (byte)'t': return JqValue.True;
            case (byte)'f': return JqValue.False;
            case (byte)'n': return JqValue.Null;
            default: return Number(json.AsSpan(at, end - at));
        }
    }

    public static double Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double number, out _) ? number : double.NaN;

    public static JqArray Array(byte[] json, int at)
    {
        at = JsonScan.SkipSpace(json, at + 1);
        if (json[at] == ']') return JqArray.Empty;
        var items = new List<JqValue>();
        while (true)
        {
            items.Add(Value(json, at, out at));
            at = JsonScan.SkipSpace(json, at);
            if (json[at] == ']') return JqArray.Of(items);
            at = JsonScan.SkipSpace(json, at + 1);
        }
    }

    public static JqObject Object(byte[] json, int at)
    {
        var members = new JqObject();
        at = JsonScan.SkipSpace(json, at + 1);
        while (json[at] == '"')
        {
            var keyEnd = JsonScan.SkipString(json, at);
            var key = JsonText.Decode(json.AsSpan(at + 1, keyEnd - at - 2));
            at = JsonScan.SkipSpace(json, JsonScan.SkipSpace(json, keyEnd) + 1);
            members.Set(key, Value(json, at, out at));
            at = JsonScan.SkipSpace(json, at);
            if (json[at] == '}') break;
            at = JsonScan.SkipSpace(json, at + 1);
        }

        return members;
    }
}
