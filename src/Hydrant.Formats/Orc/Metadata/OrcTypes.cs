using Hydrant.Core;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Metadata;

/// <summary>
/// The schema as the footer has it: a list of types, the row's struct first, depth first; each names its children by
/// their place in the list.
/// </summary>
internal static class OrcTypes
{
    private const int KindField = 1;
    private const int ChildrenField = 2;
    private const int NamesField = 3;
    private const int LengthField = 4;
    private const int PrecisionField = 5;
    private const int ScaleField = 6;

    private const ulong Struct = 12;

    public static List<ProtoWriter> Of(TableSchema schema)
    {
        var types = new List<ProtoWriter>();
        Add(Struct, schema.Fields, withNames: true, types);
        return types;
    }

    private static void Add(HiveType type, List<ProtoWriter> types)
    {
        var message = Add(KindOf(type.Kind), type.Fields, type.Kind == HiveKind.Struct, types);
        if (type.Kind is HiveKind.Char or HiveKind.VarChar) message.Varint(LengthField, (ulong)type.Length);
        if (type.Kind is not HiveKind.Decimal) return;
        message.Varint(PrecisionField, (ulong)type.Precision).Varint(ScaleField, (ulong)type.Scale);
    }

    private static ProtoWriter Add(
        ulong kind, IReadOnlyList<HiveField> children, bool withNames, List<ProtoWriter> types)
    {
        var message = new ProtoWriter().Varint(KindField, kind);
        types.Add(message);
        if (children.Count == 0) return message;

        var places = new List<ulong>();
        foreach (var child in children)
        {
            places.Add((ulong)types.Count);
            Add(child.Type, types);
        }

        message.Packed(ChildrenField, places);
        if (!withNames) return message;
        foreach (var child in children) message.Text(NamesField, child.Name);
        return message;
    }

    private static ulong KindOf(HiveKind kind) => kind switch
    {
        HiveKind.Boolean => 0,
        HiveKind.TinyInt => 1,
        HiveKind.SmallInt => 2,
        HiveKind.Int => 3,
        HiveKind.BigInt => 4,
        HiveKind.Float => 5,
        HiveKind.Double => 6,
        HiveKind.String => 7,
        HiveKind.Binary => 8,
        HiveKind.Timestamp => 9,
        HiveKind.Array => 10,
        HiveKind.Map => 11,
        HiveKind.Struct => Struct,
        HiveKind.Decimal => 14,
        HiveKind.Date => 15,
        HiveKind.VarChar => 16,
        HiveKind.Char => 17,
        _ => throw new InvariantException($"no type for {kind}"),
    };
}
