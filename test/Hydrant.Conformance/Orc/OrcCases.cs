using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>Tables of any types, with records that fit them, and any options.</summary>
internal static class OrcCases
{
    private const int MaxDepth = 3;

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Simple =
    [
        "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string", "binary", "date", "timestamp",
        "decimal(9,2)", "decimal(18,6)", "decimal(38,10)", "decimal(5,0)", "char(3)", "varchar(5)",
    ];

    public static Arbitrary<OrcCase> All { get; } = (
        from schema in Schemas()
        from rows in Gen.Choose(0, 400)
        from records in RecordOf(schema).ListOf(rows)
        from options in Options(schema)
        from stripeRows in Gen.Elements(0, 0, 60, 150)
        from batchRows in Gen.Elements(1, 7, 100, 1_000)
        select new OrcCase(schema, [.. records], options, stripeRows, batchRows)).ToArbitrary();

    private static Gen<OrcOptions> Options(TableSchema schema) =>
        from compression in Gen.Elements(OrcCompression.None, OrcCompression.Zlib, OrcCompression.Snappy)
        from version in Gen.Elements(OrcVersion.V011, OrcVersion.V012)
        from stride in Gen.Elements(10, 64, 100, 10_000)
        from stripe in Gen.Elements(1L, 5_000, 64L << 20)
        from padding in Gen.Elements(true, false)
        from threshold in Gen.Elements(0, 0.5, 0.8, 1)
        from bloom in Gen.SubListOf(schema.Fields.Select(field => field.Name))
        from probability in Gen.Elements(0, 0.01, 0.05, 1)
        select new OrcOptions
        {
            Compression = compression,
            Version = version,
            RowIndexStride = stride,
            StripeSizeBytes = stripe,
            BlockSizeBytes = 12_000,
            EnablePadding = padding,
            PaddingTolerance = 0.3,
            DictionaryKeyThreshold = threshold,
            BloomFilterColumns = [.. bloom],
            BloomFilterFalsePositiveProbability = probability,
        };

    private static Gen<TableSchema> Schemas() =>
        from types in TypeOf(MaxDepth).NonEmptyListOf()
        select TableSchema.Parse(types.Take(12).Select((type, i) => ($"c{i}", type))).Value;

    private static Gen<string> TypeOf(int depth)
    {
        var simple = Gen.Elements(Simple);
        if (depth == 0) return simple;
        var inner = TypeOf(depth - 1);
        return Gen.Frequency(
            (6, simple),
            (1, inner.Select(element => $"array<{element}>")),
            (1, from key in Gen.Elements("string", "int", "varchar(9)", "bigint")
                from value in inner
                select $"map<{key},{value}>"),
            (1, from members in inner.NonEmptyListOf()
                select $"struct<{string.Join(',', members.Take(4).Select((type, i) => $"m{i}:{type}"))}>"));
    }

    private static Gen<string> RecordOf(TableSchema schema) => ObjectOf(schema.Fields);

    private static Gen<string> ObjectOf(IReadOnlyList<HiveField> fields) =>
        from values in Gen.CollectToList(fields, field => NullableOf(field.Type))
        select $"{{{string.Join(',', fields.Zip(values, (field, value) => $"\"{field.Name}\":{value}"))}}}";

    private static Gen<string> NullableOf(HiveType type) =>
        Gen.Frequency((1, Gen.Constant("null")), (7, ValueOf(type)));

    private static Gen<string> ValueOf(HiveType type) => type.Kind switch
    {
        HiveKind.Boolean => Gen.Elements("true", "false"),
        HiveKind.TinyInt => Whole(sbyte.MinValue, sbyte.MaxValue),
        HiveKind.SmallInt => Whole(short.MinValue, short.MaxValue),
        HiveKind.Int => Whole(int.MinValue, int.MaxValue),
        HiveKind.BigInt => Whole(long.MinValue, long.MaxValue),
        HiveKind.Float => Gen.Choose(-1_000_000, 1_000_000).Select(n => Text(n / 64.0)),
        HiveKind.Double => Gen.Frequency(
            (3, Gen.Choose(-1_000_000, 1_000_000).Select(n => Text(n / 1_000.0))),
            (1, Longs().Select(n => Text(n * 1e-30)))),
        HiveKind.Decimal => Decimals(type),
        HiveKind.Date => Days().Select(day => $"\"{day}\""),
        HiveKind.Timestamp => Moments().Select(moment => $"\"{moment}\""),
        HiveKind.Struct => ObjectOf(type.Fields),
        HiveKind.Array => UpTo(6, NullableOf(type.Element)).Select(items => $"[{string.Join(',', items)}]"),
        HiveKind.Map => Maps(type),
        HiveKind.Char => Gen.Elements("", "a", "ab", "é", "xyz", "long").Select(Quoted),
        _ => Texts().Select(Quoted),
    };

    private static Gen<string> Whole(long min, long max) => Gen.Frequency(
        (4, Gen.Choose(-20, 20).Select(Text)),
        (2, Longs().Select(n => Text(Math.Clamp(n, min, max) == n ? n : n % max))),
        (1, Gen.Elements(Text(min), Text(max))));

    private static Gen<string> Decimals(HiveType type) =>
        from digits in Gen.Choose(1, type.Precision)
        from chosen in Gen.Elements("0123456789".ToCharArray()).ArrayOf(digits)
        from sign in Gen.Elements("", "-")
        let text = new string(chosen).PadLeft(type.Scale + 1, '0')
        let whole = text[..^type.Scale].TrimStart('0').PadLeft(1, '0')
        select sign + whole + (type.Scale > 0 ? "." + text[^type.Scale..] : "");

    private static Gen<string> Days() =>
        from day in Gen.Choose(-25_000, 100_000)
        select DateOnly.FromDayNumber(719_162 + day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // In the last second before 1970 a fraction of a millisecond or more cannot be told from the same one after it.
    private static Gen<string> Moments() =>
        from day in Gen.Choose(-25_000, 100_000)
        from second in Gen.Choose(0, 86_398)
        from fraction in Gen.Elements("", ".0", ".5", ".25", ".123", ".000001", ".0009", ".001", ".999999999", ".12345678")
        let time = DateTime.UnixEpoch.AddDays(day).AddSeconds(second)
        select time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + fraction;

    private static Gen<string> Maps(HiveType type) =>
        from keys in UpTo(5, Gen.Choose(0, 30))
        let distinct = keys.Distinct().ToList()
        from values in Gen.CollectToList(distinct, _ => NullableOf(type.Value))
        select $"{{{string.Join(',', distinct.Zip(values, (key, value) => $"\"{key}\":{value}"))}}}";

    private static Gen<string> Texts() => Gen.Frequency(
        (3, Gen.Elements("", "alpha", "beta", "gämma", "日本語テキスト", "😀 and \"quotes\" \\ \n", new string('x', 300))),
        (3, Gen.Choose(0, 1_000_000).Select(Text)),
        (1, UpTo(40, Gen.Elements("abc déf日😀 ".EnumerateRunes().ToArray())).Select(runes => string.Concat(runes))));

    private static Gen<long> Longs() =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) | (uint)low;

    private static Gen<List<T>> UpTo<T>(int count, Gen<T> items) =>
        from length in Gen.Choose(0, count)
        from list in items.ListOf(length)
        select list.ToList();

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
