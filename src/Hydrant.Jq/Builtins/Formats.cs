using System.Globalization;
using System.Text;
using Hydrant.Jq.Json;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>The formats: <c>@csv</c> and its like.</summary>
internal static class Formats
{
    public static Format? Find(string name) => name switch
    {
        "text" => (_, value) => ToText(value),
        "json" => (_, value) => JsonOut.Text(value),
        "html" => (_, value) => Escape(ToText(value), Html),
        "uri" => (_, value) => Uri(ToText(value)),
        "csv" => (run, value) => Row(run, value, "csv", ',', text => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""),
        "tsv" => (run, value) => Row(run, value, "tsv", '\t', text => Escape(text, Tsv)),
        "sh" => Shell,
        "base64" => (_, value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(ToText(value))),
        "base64d" => FromBase64,
        _ => null,
    };

    public static string ToText(JqValue value) => value.IsString ? value.String : JsonOut.Text(value);

    private static string Escape(string text, Func<char, string?> escape)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (escape(c) is { } other) escaped.Append(other);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string? Html(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\'' => "&#39;",
        '"' => "&quot;",
        _ => null,
    };

    private static string? Tsv(char c) => c switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        '\\' => "\\\\",
        _ => null,
    };

    private static string Uri(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~') escaped.Append((char)b);
            else escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }

    private static JqValue Row(JqRun run, JqValue value, string name, char between, Func<string, string> quote)
    {
        if (!value.IsArray) return run.Fail($"{JqRun.Show(value)} cannot be {name}-formatted, only array");
        var row = new StringBuilder();
        for (var i = 0; i < value.Array.Count; i++)
        {
            if (i > 0) row.Append(between);
            var cell = value.Array[i];
            if (cell.IsArray || cell.IsObject) return run.Fail($"{JqRun.Show(cell)} is not valid in a csv row");
            row.Append(cell.IsString ? quote(cell.String) : cell.IsNull ? "" : JsonOut.Text(cell));
        }

        return row.ToString();
    }

    private static JqValue Shell(JqRun run, JqValue value)
    {
        var words = value.IsArray ? value.Array : new JqArray(value);
        var line = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) line.Append(' ');
            var word = words[i];
            if (word.IsArray || word.IsObject) return run.Fail($"{JqRun.Show(word)} can not be escaped for shell");
            if (word.IsString) line.Append('\'').Append(word.String.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
            else line.Append(JsonOut.Text(word));
        }

        return line.ToString();
    }

    // What is no base64 is stepped over, and an end that is too short is left out, as in jq.
    private static JqValue FromBase64(JqRun run, JqValue value)
    {
        var text = ToText(value);
        var plain = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        if (plain.Length % 4 == 1) plain = plain[..^1];
        if (plain.Length == 0 && text.Trim('=').Length > 0) return run.Fail($"{JqRun.Show(value)} is not valid base64 data");
        var bytes = Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
        return Encoding.UTF8.GetString(bytes);
    }
}
