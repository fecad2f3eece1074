using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>What is known of a leaf before its first value.</summary>
/// <param name="Path">Names from the top, those of the groups that Parquet adds for lists and maps included.</param>
/// <param name="MaxDefinition">Optional and repeated steps on the path.</param>
/// <param name="MaxRepetition">Repeated steps on the path.</param>
internal sealed record LeafShape(IReadOnlyList<string> Path, HiveType Type, int MaxDefinition, int MaxRepetition)
{
    public PhysicalType Physical { get; } = PhysicalOf(Type.Kind);

    /// <summary>Bytes of every value; 0 when they differ.</summary>
    public int FixedLength { get; } = Type.Kind switch
    {
        HiveKind.Timestamp => 12,
        HiveKind.Decimal => DecimalLength(Type.Precision),
        _ => 0,
    };

    /// <summary>The fewest bytes whose two's complement holds every number of so many digits.</summary>
    public static int DecimalLength(int precision)
    {
        var largest = UInt128.Parse(new string('9', precision), System.Globalization.CultureInfo.InvariantCulture);
        var bits = 128 - (int)UInt128.LeadingZeroCount(largest);
        return (bits / 8) + 1;
    }

    private static PhysicalType PhysicalOf(HiveKind kind) => kind switch
    {
        HiveKind.Boolean => PhysicalType.Boolean,
        HiveKind.TinyInt or HiveKind.SmallInt or HiveKind.Int or HiveKind.Date => PhysicalType.Int32,
        HiveKind.BigInt => PhysicalType.Int64,
        HiveKind.Float => PhysicalType.Float,
        HiveKind.Double => PhysicalType.Double,
        HiveKind.Decimal => PhysicalType.FixedLenByteArray,
        HiveKind.Timestamp => PhysicalType.Int96,
        _ => PhysicalType.ByteArray,
    };
}
