using System.Text;
using Hydrant.Jq.Json;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Kinds of values and the ways between them; errors; facts about the run.</summary>
internal static class TypeFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("not/0", (_, input, _) => !input.IsTruthy),
        new("type/0", (_, input, _) => input.TypeName),
        new("tostring/0", (run, input, _) => input.IsString ? input : ToJson(run, input)),
        new("tojson/0", (run, input, _) => ToJson(run, input)),
        new("tonumber/0", ToNumber),
        new("fromjson/0", (run, input, _) => input.IsString ? Parse(run, input.String) : run.Fail($"{JqRun.Show(input)} only strings can be parsed")),
        new("format/1", ApplyFormat),
        new("length/0", Length),
        new("utf8bytelength/0", (run, input, _) => input.IsString
            ? Encoding.UTF8.GetByteCount(input.String)
            : run.Fail($"{JqRun.Show(input)} only strings have UTF-8 byte length")),
        new("builtins/0", (_, _, _) => JqArray.Of([.. BuiltinTable.Signatures.Order(StringComparer.Ordinal).Select(name => (JqValue)name)])),
        new("input_line_number/0", (_, _, _) => 0),
        new("input_filename/0", (_, _, _) => JqValue.Null),
        new("now/0", (run, _, _) => run.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0),
    ];

    private static JqValue ToJson(JqRun run, JqValue input)
    {
        var text = JsonOut.Text(input);
        return run.Spend(2L * text.Length) ? text : default(JqValue);
    }

    private static JqValue ToNumber(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (input.IsNumber) return input;
        if (!input.IsString) return run.Fail($"{JqRun.Show(input)} cannot be parsed as a number");
        var value = Parse(run, input.String);
        return value.IsInvalid || value.IsNumber ? value : run.Fail($"{JqRun.Show(input)} cannot be parsed as a number");
    }

    private static JqValue Parse(JqRun run, string text) => JsonTextReader.Parse(run, text);

    private static JqValue ApplyFormat(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!given[0].IsString) return run.Fail($"{JqRun.Show(given[0])} is not a valid format");
        return Formats.Find(given[0].String) is { } format
            ? format(run, input)
            : run.Fail($"{given[0].String} is not a valid format");
    }

    private static JqValue Length(JqRun run, JqValue input, ReadOnlySpan<JqValue> given) => input.Kind switch
    {
        JqKind.Null => 0,
        JqKind.Number => Math.Abs(input.Number),
        JqKind.String => Text.Length(input.String),
        JqKind.Array => input.Array.Count,
        JqKind.Object => input.Object.Count,
        _ => run.Fail($"{JqRun.Show(input)} has no length"),
    };
}
