using Hydrant.Formats.Parquet.Leaves;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>
/// How types are written in a file's schema, in the old way (converted types) and the new (logical types).
/// </summary>
internal static class SchemaElements
{
    private const int Utf8 = 0;
    private const int Map = 1;
    private const int List = 3;
    private const int Decimal = 5;
    private const int Date = 6;
    private const int Int8 = 15;
    private const int Int16 = 16;

    public static void WriteRoot(CompactWriter thrift, int children)
    {
        thrift.Begin();
        thrift.Text(4, "schema");
        thrift.Int32(5, children);
        thrift.End();
    }

    /// <summary>A group without a meaning of its own.</summary>
    public static void WriteGroup(CompactWriter thrift, string name, int repetition, int children)
    {
        thrift.Begin();
        thrift.Int32(3, repetition);
        thrift.Text(4, name);
        thrift.Int32(5, children);
        thrift.End();
    }

    public static void Write(CompactWriter thrift, string name, HiveType type, int repetition)
    {
        thrift.Begin();
        if (!type.IsNested) WritePhysical(thrift, type);
        thrift.Int32(3, repetition);
        thrift.Text(4, name);
        if (type.IsNested) thrift.Int32(5, type.Kind == HiveKind.Struct ? type.Fields.Count : 1);
        if (ConvertedOf(type.Kind) is { } converted) thrift.Int32(6, converted);
        if (type.Kind == HiveKind.Decimal)
        {
            thrift.Int32(7, type.Scale);
            thrift.Int32(8, type.Precision);
        }

        WriteLogical(thrift, type);
        thrift.End();
    }

    private static void WritePhysical(CompactWriter thrift, HiveType type)
    {
        var shape = new LeafShape([], type, 0, 0);
        thrift.Int32(1, (int)shape.Physical);
        if (shape.Physical == PhysicalType.FixedLenByteArray) thrift.Int32(2, shape.FixedLength);
    }

    private static int? ConvertedOf(HiveKind kind) => kind switch
    {
        HiveKind.TinyInt => Int8,
        HiveKind.SmallInt => Int16,
        HiveKind.String or HiveKind.Char or HiveKind.VarChar => Utf8,
        HiveKind.Decimal => Decimal,
        HiveKind.Date => Date,
        HiveKind.Array => List,
        HiveKind.Map => Map,
        _ => null,
    };

    private static void WriteLogical(CompactWriter thrift, HiveType type)
    {
        var member = type.Kind switch
        {
            HiveKind.String or HiveKind.Char or HiveKind.VarChar => 1,
            HiveKind.Map => 2,
            HiveKind.Array => 3,
            HiveKind.Decimal => 5,
            HiveKind.Date => 6,
            HiveKind.TinyInt or HiveKind.SmallInt => 10,
            _ => 0,
        };
        if (member == 0) return;

        thrift.Begin(10);
        thrift.Begin(member);
        if (type.Kind == HiveKind.Decimal)
        {
            thrift.Int32(1, type.Scale);
            thrift.Int32(2, type.Precision);
        }
        else if (member == 10)
        {
            thrift.Int8(1, (sbyte)(type.Kind == HiveKind.TinyInt ? 8 : 16));
            thrift.Bool(2, true);
        }

        thrift.End();
        thrift.End();
    }
}
