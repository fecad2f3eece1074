using System.Globalization;
using System.Text;

namespace Hydrant.Load.Orc;

/// <summary>A table with records to convert: its columns for us and for ClickHouse.</summary>
internal sealed record OrcData(string Name, IReadOnlyList<(string Name, string Hive, string ClickHouse)> Columns, Action<Random, int, StringBuilder> Add)
{
    /// <summary>What services log: ids, few and many different texts, times, numbers, a list.</summary>
    public static OrcData Events { get; } = new(
        "events",
        [
            ("id", "string", "String"), ("ts", "timestamp", "DateTime64(9)"), ("app", "string", "String"),
            ("region", "string", "String"), ("user", "string", "String"), ("path", "string", "String"),
            ("status", "int", "Int32"), ("ms", "double", "Float64"), ("bytes", "bigint", "Int64"), ("ok", "boolean", "Bool"),
            ("tags", "array<string>", "Array"),
        ],
        AddEvent);

    /// <summary>Numbers alone, as in the flights of vega-datasets.</summary>
    public static OrcData Flights { get; } = new(
        "flights",
        [("delay", "int", "Int32"), ("distance", "int", "Int32"), ("time", "double", "Float64")],
        (random, row, text) => text.Append(
            CultureInfo.InvariantCulture,
            $"{{\"delay\":{random.Next(-40, 180)},\"distance\":{random.Next(30, 2_800)},\"time\":{row / 6_000 % 24}.{row / 100 % 60:00}}}\n"));

    /// <summary>For ClickHouse; every column may be null, as in ours.</summary>
    public string Structure => string.Join(", ", Columns.Select(column =>
        column.ClickHouse == "Array" ? $"{column.Name} Array(Nullable(String))" : $"{column.Name} Nullable({column.ClickHouse})"));

    public byte[] Records(int megabytes)
    {
        var (random, text) = (new Random(7), new StringBuilder());
        for (var row = 0; text.Length < megabytes << 20; row++) Add(random, row, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddEvent(Random random, int row, StringBuilder text)
    {
        var time = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds((row * 50L) + random.Next(1_000));
        text.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{random.NextInt64():x16}{random.NextInt64():x16}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"ts\":\"{time:yyyy-MM-dd HH:mm:ss.fff}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"app\":\"{One(random, "web", "ios", "android", "api")}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"region\":\"{One(random, "eu-west-1", "us-east-1", "ap-south-1")}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"user\":\"user-{random.Next(50_000)}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"path\":\"/api/v1/items/{random.Next(2_000)}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"status\":{One(random, "200", "200", "200", "404", "500")},");
        text.Append(CultureInfo.InvariantCulture, $"\"ms\":{-Math.Log(random.NextDouble()) * 50:0.000},\"bytes\":{random.Next(100_000)},");
        text.Append(CultureInfo.InvariantCulture, $"\"ok\":{One(random, "true", "true", "true", "false")},");
        text.Append(CultureInfo.InvariantCulture, $"\"tags\":[{One(random, "", "\"a\"", "\"b\",\"c\"", "\"d\",\"e\"")}]}}\n");
    }

    private static string One(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
