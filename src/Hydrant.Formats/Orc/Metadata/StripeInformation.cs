namespace Hydrant.Formats.Orc.Metadata;

/// <summary>Where a stripe stands: its index, then its data, then its footer. In bytes.</summary>
internal readonly record struct StripeInformation(
    long Offset, long IndexLength, long DataLength, long FooterLength, long Rows)
{
    public ProtoWriter ToMessage() => new ProtoWriter()
        .Varint(1, (ulong)Offset)
        .Varint(2, (ulong)IndexLength)
        .Varint(3, (ulong)DataLength)
        .Varint(4, (ulong)FooterLength)
        .Varint(5, (ulong)Rows);
}
