using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Hydrant.Cli.Demo;

/// <summary>
/// Reads one line of a web server's access log, in common or combined format:
/// <c>host ident user [time] "request" status bytes</c>, and then perhaps <c>"referer" "user agent"</c>.
/// </summary>
internal static class AccessLogParser
{
    private const string TimeFormat = "dd/MMM/yyyy:HH:mm:ss zzz";

    /// <summary>The line as an event; one that is not of the format is kept whole and marked as malformed.</summary>
    public static DemoEvent Parse(int number, string line) =>
        TryParse(number, line) ?? new DemoEvent("malformed", DemoEvent.Malformed(number, line));

    private static DemoEvent? TryParse(int number, string line)
    {
        var rest = line.AsSpan().Trim();
        if (!TryWord(ref rest, out var host) || !TryWord(ref rest, out _) || !TryWord(ref rest, out var user)) return null;
        if (!TryTime(ref rest, out var time) || !TryQuoted(ref rest, out var request)) return null;
        if (!TryWord(ref rest, out var status) || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return null;
        if (!TryWord(ref rest, out var size)) return null;
        if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && size is not "-") return null;

        var referer = TryQuoted(ref rest, out var from) ? from : "-";
        var agent = TryQuoted(ref rest, out var by) ? by : "-";
        var parts = request.Split(' ', 3);

        var target = new ArrayBufferWriter<byte>(line.Length + 128);
        using (var json = new Utf8JsonWriter(target))
        {
            json.WriteStartObject();
            json.WriteNumber("line", number);
            json.WriteString("ts", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("clientIp", host);
            WriteUnlessDash(json, "user", user.ToString());
            json.WriteString("method", parts[0]);
            if (parts.Length > 1) json.WriteString("path", parts[1]);
            if (parts.Length > 2) json.WriteString("protocol", parts[2]);
            json.WriteNumber("status", code);
            json.WriteNumber("bytes", bytes);
            WriteUnlessDash(json, "referer", referer);
            WriteUnlessDash(json, "userAgent", agent);
            json.WriteEndObject();
        }

        return new DemoEvent(host.ToString(), target.WrittenSpan.ToArray());
    }

    private static void WriteUnlessDash(Utf8JsonWriter json, string name, string value)
    {
        if (value != "-") json.WriteString(name, value);
    }

    private static bool TryWord(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(' ');
        word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return word.Length > 0;
    }

    private static bool TryTime(ref ReadOnlySpan<char> rest, out DateTimeOffset time)
    {
        time = default;
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(']');
        if (rest.Length == 0 || rest[0] != '[' || end < 0) return false;

        // The framework wants a colon in the zone.
        var text = rest[1..end].ToString();
        if (text.Length > 5 && text[^5] is '+' or '-') text = text.Insert(text.Length - 2, ":");
        rest = rest[(end + 1)..];
        return DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    // A quote inside is escaped with a backslash, and so is a backslash.
    private static bool TryQuoted(ref ReadOnlySpan<char> rest, out string text)
    {
        text = "";
        rest = rest.TrimStart(' ');
        if (rest.Length == 0 || rest[0] != '"') return false;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\') i++;
            else if (rest[i] == '"')
            {
                text = rest[1..i].ToString().Replace("\\\"", "\"", StringComparison.Ordinal);
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
