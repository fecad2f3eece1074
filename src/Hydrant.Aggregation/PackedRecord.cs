namespace Hydrant.Aggregation;

/// <summary>A record as it stands in the message: its keys are places in the tables.</summary>
internal ref struct PackedRecord
{
    private const int KeyField = 1;
    private const int HashKeyField = 2;
    private const int DataField = 3;
    private const int TagField = 4;
    private const int TagKeyField = 1;

    public ulong KeyIndex { get; private set; }

    public bool HasHashKey { get; private set; }

    public ulong HashKeyIndex { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Reads a message; false when it is none, or lacks what must be there. Of fields sent twice the last one counts.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out PackedRecord record)
    {
        record = default;
        var (hasKey, hasData) = (false, false);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Tag == ProtoReader.TagOf(KeyField, ProtoReader.Varint))
            {
                (record.KeyIndex, hasKey) = (fields.Number, true);
            }
            else if (fields.Tag == ProtoReader.TagOf(HashKeyField, ProtoReader.Varint))
            {
                (record.HashKeyIndex, record.HasHashKey) = (fields.Number, true);
            }
            else if (fields.Tag == ProtoReader.TagOf(DataField, ProtoReader.Bytes))
            {
                record.Data = fields.Value;
                hasData = true;
            }
            else if (fields.Tag == ProtoReader.TagOf(TagField, ProtoReader.Bytes) && !IsTag(fields.Value))
            {
                return false;
            }
        }

        return hasKey && hasData && !fields.IsBroken;
    }

    // Tags are not used by anybody; but a message with a broken one is broken.
    private static bool IsTag(ReadOnlySpan<byte> message)
    {
        var hasKey = false;
        var fields = new ProtoReader(message);
        while (fields.Next()) hasKey |= fields.Tag == ProtoReader.TagOf(TagKeyField, ProtoReader.Bytes);
        return hasKey && !fields.IsBroken;
    }
}
