using System.Globalization;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>Rows whose order, values and gaps are known, and questions with their answers.</summary>
internal static class LargeTable
{
    public const int Rows = 60_000;

    private const int Stride = 1_000;

    /// <summary>What is asked, how many rows that is, and how many may be read for it.</summary>
    public static IReadOnlyList<(string Condition, int Count, int MostRead)> Questions { get; } =
    [
        ("seq = 43210", 1, Stride),
        ("seq BETWEEN 20990 AND 21010", 21, 2 * Stride),
        ("at >= toDateTime64('2026-01-01 16:39:00.000', 9, 'UTC')", 60, Stride),
        ($"key = '{Key(31_337)}'", 1, 12 * Stride),
        ("key = 'nowhere'", 0, 12 * Stride),
        ("number = -7919", 1, 12 * Stride),
        ("text = 'every value of group 30'", Stride, Stride),
        ("maybe IS NULL", Stride * 2, Stride * 6),
    ];

    public static OrcCase With(OrcCompression compression) => new(
        TableSchema.Parse(
        [
            ("seq", "bigint"), ("at", "timestamp"), ("key", "string"), ("number", "int"), ("text", "string"),
            ("maybe", "double"), ("list", "array<int>"), ("flag", "boolean"),
        ]).Value,
        [.. Enumerable.Range(0, Rows).Select(Record)],
        new OrcOptions
        {
            Compression = compression,
            RowIndexStride = Stride,
            StripeSizeBytes = 1 << 20,
            BloomFilterColumns = ["key", "number"],
        },
        StripeRows: 0,
        BatchRows: 1_000);

    // Null in two groups only; lists whose elements begin anywhere in their column.
    private static string Record(int i)
    {
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i);
        var maybe = i / Stride is 17 or 42 ? "null" : (i / 7.0).ToString("R", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{{\"seq\":{i},\"at\":\"{time:yyyy-MM-dd HH:mm:ss}\",\"key\":\"{Key(i)}\",")
            + string.Create(CultureInfo.InvariantCulture, $"\"number\":{Number(i)},\"text\":\"every value of group {i / Stride}\",")
            + $"\"maybe\":{maybe},\"list\":[{string.Join(',', Enumerable.Range(i, i % 4))}],\"flag\":{(i % 5 < 2 ? "true" : "false")}}}";
    }

    // In no order, so that least and largest say nothing and the filters everything.
    private static string Key(int i) => $"{(uint)i * 2_654_435_761:x8}-{(uint)i * 40_503:x8}";

    private static int Number(int i) => i == 12_345 ? -7_919 : unchecked((int)((uint)i * 2_654_435_761)) | 1;
}
