using System.Buffers;
using Hydrant.Core;

namespace Hydrant.Formats.Schema;

/// <summary>
/// A column's type as Hive and the Glue Data Catalog write it, such as
/// <c>struct&lt;a:int,b:array&lt;string&gt;&gt;</c>.
/// Immutable.
/// </summary>
public sealed class HiveType
{
    /// <summary>Types may be nested so deep, no deeper.</summary>
    public const int MaxDepth = 64;

    private static readonly SearchValues<char> Special = SearchValues.Create("<>,:() `");

    private HiveType(HiveKind kind, int precision, int scale, int length, IReadOnlyList<HiveField> fields)
    {
        (Kind, Precision, Scale, Length, Fields) = (kind, precision, scale, length, fields);
    }

    public HiveKind Kind { get; }

    /// <summary>Digits of a decimal, 1 to 38; 0 for other kinds.</summary>
    public int Precision { get; }

    /// <summary>Digits of a decimal behind the point, 0 to <see cref="Precision"/>.</summary>
    public int Scale { get; }

    /// <summary>Code points of a char (1 to 255) or varchar (1 to 65535); 0 for other kinds.</summary>
    public int Length { get; }

    /// <summary>
    /// Members of a struct; of an array its one <c>element</c>; of a map its <c>key</c> and its <c>value</c>.
    /// </summary>
    public IReadOnlyList<HiveField> Fields { get; }

    /// <summary>An array's element type.</summary>
    public HiveType Element => Kind == HiveKind.Array ? Fields[0].Type : throw NotA("array");

    /// <summary>A map's key type.</summary>
    public HiveType Key => Kind == HiveKind.Map ? Fields[0].Type : throw NotA("map");

    /// <summary>A map's value type.</summary>
    public HiveType Value => Kind == HiveKind.Map ? Fields[1].Type : throw NotA("map");

    /// <summary>True for struct, array and map.</summary>
    public bool IsNested => Kind >= HiveKind.Struct;

    /// <summary>Reads a type; what is wrong is said with its position, counted from 1.</summary>
    public static Outcome<HiveType> Parse(string text) => HiveTypeParser.Parse(text);

    /// <summary>A type without parameters or children.</summary>
    public static HiveType Of(HiveKind kind)
    {
        Invariant.That(kind is not (HiveKind.Decimal or HiveKind.Char or HiveKind.VarChar) && kind < HiveKind.Struct);
        return new HiveType(kind, 0, 0, 0, []);
    }

    public static HiveType DecimalOf(int precision, int scale)
    {
        Invariant.That(precision is >= 1 and <= 38 && scale >= 0 && scale <= precision);
        return new HiveType(HiveKind.Decimal, precision, scale, 0, []);
    }

    public static HiveType CharOf(int length)
    {
        Invariant.That(length is >= 1 and <= 255);
        return new HiveType(HiveKind.Char, 0, 0, length, []);
    }

    public static HiveType VarCharOf(int length)
    {
        Invariant.That(length is >= 1 and <= 65_535);
        return new HiveType(HiveKind.VarChar, 0, 0, length, []);
    }

    public static HiveType StructOf(IReadOnlyList<HiveField> fields)
    {
        Invariant.That(fields.Count > 0);
        return new HiveType(HiveKind.Struct, 0, 0, 0, fields);
    }

    public static HiveType ArrayOf(HiveType element) =>
        new(HiveKind.Array, 0, 0, 0, [new HiveField("element", element)]);

    public static HiveType MapOf(HiveType key, HiveType value) =>
        new(HiveKind.Map, 0, 0, 0, [new HiveField("key", key), new HiveField("value", value)]);

    /// <summary>The type as Hive writes it: lower case, no spaces.</summary>
    public override string ToString() => Kind switch
    {
        HiveKind.Decimal => $"decimal({Precision},{Scale})",
        HiveKind.Char => $"char({Length})",
        HiveKind.VarChar => $"varchar({Length})",
        HiveKind.Struct => $"struct<{string.Join(',', Fields.Select(field => $"{Quoted(field.Name)}:{field.Type}"))}>",
        HiveKind.Array => $"array<{Element}>",
        HiveKind.Map => $"map<{Key},{Value}>",
        _ => HiveTypeParser.NameOf(Kind),
    };

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(Special) ? $"`{name.Replace("`", "``", StringComparison.Ordinal)}`" : name;

    private InvariantException NotA(string kind) => new($"{this} is no {kind}");
}
