using System.Text;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Texts.</summary>
internal static class TextFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("ltrimstr/1", (_, input, given) => input.IsString && given[0].IsString
            && input.String.StartsWith(given[0].String, StringComparison.Ordinal) ? input.String[given[0].String.Length..] : input),
        new("rtrimstr/1", (_, input, given) => input.IsString && given[0].IsString
            && input.String.EndsWith(given[0].String, StringComparison.Ordinal) ? input.String[..^given[0].String.Length] : input),
        new("startswith/1", (run, input, given) => input.IsString && given[0].IsString
            ? input.String.StartsWith(given[0].String, StringComparison.Ordinal)
            : run.Fail("startswith() requires string inputs")),
        new("endswith/1", (run, input, given) => input.IsString && given[0].IsString
            ? input.String.EndsWith(given[0].String, StringComparison.Ordinal)
            : run.Fail("endswith() requires string inputs")),
        new("split/1", (run, input, given) => input.IsString && given[0].IsString
            ? Split(run, input.String, given[0].String)
            : run.Fail("split input and separator must be strings")),
        new("explode/0", (run, input, _) => input.IsString
            ? JqArray.Of([.. input.String.EnumerateRunes().Select(rune => (JqValue)rune.Value)])
            : run.Fail($"explode input must be a string")),
        new("implode/0", Implode),
        new("ascii_downcase/0", (run, input, _) => input.IsString
            ? Map(input.String, c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)
            : run.Fail("explode input must be a string")),
        new("ascii_upcase/0", (run, input, _) => input.IsString
            ? Map(input.String, c => char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c)
            : run.Fail("explode input must be a string")),
    ];

    public static JqValue Split(JqRun run, string text, string separator)
    {
        if (!run.Spend(16L + (separator.Length == 0 ? 48L * text.Length : 4L * text.Length))) return default;
        if (text.Length == 0) return JqValue.EmptyArray;
        IEnumerable<string> parts = separator.Length == 0
            ? text.EnumerateRunes().Select(rune => rune.ToString())
            : text.Split(separator, StringSplitOptions.None);
        return JqArray.Of([.. parts.Select(part => (JqValue)part)]);
    }

    private static JqValue Implode(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsArray) return run.Fail("implode input must be an array");
        var text = new StringBuilder();
        foreach (var code in input.Array.Items)
        {
            if (!code.IsNumber) return run.Fail("Unicode codepoint must be numeric");
            var valid = code.Number is >= 0 and <= 0x10ffff && Rune.IsValid((int)code.Number);
            text.Append((valid ? new Rune((int)code.Number) : Rune.ReplacementChar).ToString());
        }

        return run.Spend(2L * text.Length) ? text.ToString() : default(JqValue);
    }

    private static string Map(string text, Func<char, char> map) =>
        string.Create(text.Length, (text, map), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from.map(from.text[i]);
        });
}
