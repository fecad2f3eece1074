using System.Text;
using System.Text.Json;

namespace Hydrant.Fuzz;

/// <summary>JSON that is still JSON, with a value of another kind, size or depth, or a member twice.</summary>
internal static class BentJson
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "-1e400", "1e-400", "99999999999999999999999999999999", "0.1", "2147483648",
        "9223372036854775808", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"=\"", "\"AAA\"",
        "[]", "{}", "[[]]", "[{}]", "[null]", "{\"a\":null}", "{\"\":\"\"}", "\"arn:aws:kinesis:::\"",
        "\"a:b:c:d:e:f\"",
    ];

    public static string Text(string json, Random random)
    {
        using var document = JsonDocument.Parse(json);
        var turn = random.Next(Count(document.RootElement));
        var text = new StringBuilder();
        Write(document.RootElement, text, random, ref turn);
        return text.ToString();
    }

    private static int Count(JsonElement element) => 1 + element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(member => Count(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Count),
        _ => 0,
    };

    private static void Write(JsonElement element, StringBuilder text, Random random, ref int turn)
    {
        if (turn-- == 0)
        {
            text.Append(Instead(element, random));
            return;
        }

        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(element.GetRawText());
            return;
        }

        var isMap = element.ValueKind == JsonValueKind.Object;
        text.Append(isMap ? '{' : '[');
        var comma = "";
        var items = isMap
            ? element.EnumerateObject().Select(member => ($"{JsonSerializer.Serialize(member.Name)}:", member.Value))
            : element.EnumerateArray().Select(item => ("", item));
        foreach (var (name, value) in items)
        {
            text.Append(comma).Append(name);
            comma = ",";
            var isNext = turn == 0;
            Write(value, text, random, ref turn);
            if (isNext && random.Next(4) == 0) text.Append(',').Append(name).Append(value.GetRawText());
        }

        text.Append(isMap ? '}' : ']');
    }

    private static string Instead(JsonElement element, Random random) => random.Next(8) switch
    {
        0 => Nested("[", "]", random.Next(1, 2_000)),
        1 => Nested("{\"a\":", "}", random.Next(1, 2_000)),
        2 => $"\"{new string((char)random.Next('a', 'z'), random.Next(1, 5_000))}\"",
        3 => $"[{string.Join(',', Enumerable.Repeat(element.GetRawText(), random.Next(2, 700)))}]",
        4 => new string('9', random.Next(1, 3_000)),
        _ => Values[random.Next(Values.Length)],
    };

    private static string Nested(string start, string end, int depth) =>
        new StringBuilder().Insert(0, start, depth).Append('1').Insert(depth * start.Length + 1, end, depth).ToString();
}
