using Hydrant.Core;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>The writer of each type.</summary>
internal static class ColumnWriters
{
    public static ColumnWriter Of(
        WriterContext context, HiveType type, BloomPaths bloom, bool isMapKey = false) => type.Kind switch
    {
        HiveKind.Boolean => new BooleanColumnWriter(context),
        HiveKind.TinyInt => new ByteColumnWriter(context, bloom.NewFilter()),
        HiveKind.SmallInt or HiveKind.Int or HiveKind.BigInt =>
            new IntegerColumnWriter(context, isDate: false, bloom.NewFilter()),
        HiveKind.Date => new IntegerColumnWriter(context, isDate: true, bloom.NewFilter()),
        HiveKind.Float => new DoubleColumnWriter(context, isFloat: true, bloom.NewFilter()),
        HiveKind.Double => new DoubleColumnWriter(context, isFloat: false, bloom.NewFilter()),
        HiveKind.Decimal => new DecimalColumnWriter(context, type.Scale, bloom.NewFilter()),
        HiveKind.String or HiveKind.Char or HiveKind.VarChar =>
            new StringColumnWriter(context, type, bloom.NewFilter(), isMapKey),
        HiveKind.Binary => new BinaryColumnWriter(context, bloom.NewFilter()),
        HiveKind.Timestamp => new TimestampColumnWriter(context, bloom.NewFilter()),
        HiveKind.Struct => new StructColumnWriter(context, type, bloom),
        HiveKind.Array or HiveKind.Map => new CollectionColumnWriter(context, type, bloom),
        _ => throw new InvariantException($"no writer for {type}"),
    };
}
