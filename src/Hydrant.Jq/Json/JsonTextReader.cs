using System.Text;
using System.Text.Json;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Json;

/// <summary>JSON in a string of the program: what <c>fromjson</c> and <c>tonumber</c> read.</summary>
internal static class JsonTextReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 256 };

    public static JqValue Parse(JqRun run, string text)
    {
        if (!run.Spend(4L * text.Length)) return default;
        var json = Encoding.UTF8.GetBytes(text);
        var at = JsonScan.SkipSpace(json, 0);
        if (at == json.Length) return run.Fail($"Expected JSON value (while parsing '{text}')");
        if (json[at] == '-' || char.IsAsciiDigit((char)json[at]) || json[at] == '.')
        {
            if (Number(json.AsSpan(at).TrimEnd(" \t\r\n"u8)) is { } number) return number;
        }

        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            while (reader.Read())
            {
            }

            return JsonOpener.Value(json, at, out _);
        }
        catch (JsonException)
        {
            return run.Fail($"{Reason(json, at)} at EOF at line 1, column {json.Length} (while parsing '{text}')");
        }
    }

    // jq is laxer with numbers than JSON: 01, .5, 5. and +1 in an exponent are numbers to it.
    private static double? Number(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c) && c is not ((byte)'.' or (byte)'-' or (byte)'+' or (byte)'e' or (byte)'E')) return null;
        }

        return System.Buffers.Text.Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length ? number : null;
    }

    private static string Reason(byte[] json, int at) =>
        json[at] is (byte)'{' or (byte)'[' or (byte)'"' ? "Unfinished JSON term"
        : json[at] is (byte)'t' or (byte)'f' or (byte)'n' && json.Length - at is 3 or 4 or 5 ? "Invalid literal" : "Invalid numeric literal";
}
