using System.Text;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>
/// Reads the structure of one record, of PutRecord or of an entry of PutRecords: base64 is decoded once, into the buffer
/// that the log appends. Every structure read adds one record to the buffer, so that both count alike.
/// </summary>
internal static class PutEntryReader
{
    public static PutEntry Read(scoped ref WireReader reader, RecordBuffer buffer)
    {
        var entry = new PutEntry { KeyChars = -1, DataLength = -1 };
        ReadOnlySpan<byte> key = default;
        WireBlob data = default;
        while (reader.Read() && reader.Token != WireToken.EndMap)
        {
            if (!TryReadMember(ref reader, ref entry, ref key, ref data))
            {
                reader.Read();
                reader.Skip();
            }
        }

        Store(buffer, ref entry, key, data);
        return entry;
    }

    /// <summary>Reads the member whose name is under the reader if it is one of a record's own.</summary>
    public static bool TryReadMember(
        scoped ref WireReader reader, scoped ref PutEntry entry, ref ReadOnlySpan<byte> key, ref WireBlob data)
    {
        if (reader.NameIs("Data"u8))
        {
            if (!NextHasValue(ref reader)) return true;
            data = reader.GetBlob();
            entry.DataLength = 0;
        }
        else if (reader.NameIs("PartitionKey"u8))
        {
            if (!NextHasValue(ref reader)) return true;
            key = Text(ref reader);
            entry.KeyChars = Encoding.UTF8.GetCharCount(key);
        }
        else if (reader.NameIs("ExplicitHashKey"u8))
        {
            if (NextHasValue(ref reader)) ReadHashKey(ref reader, ref entry);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Puts what was read into the buffer, and the length of the data into the entry.</summary>
    public static void Store(RecordBuffer buffer, ref PutEntry entry, ReadOnlySpan<byte> key, WireBlob data)
    {
        // A key that is too long is refused later; until then the record needs none.
        var isLong = entry.KeyChars > KinesisLimits.MaxPartitionKeyChars;
        if (isLong) entry.LongKey = Encoding.UTF8.GetString(key);
        var kept = isLong ? default : key;
        var length = data.Decode(buffer.Reserve(kept, data.MaxLength));
        buffer.Commit(length);
        if (entry.DataLength >= 0) entry.DataLength = length;
    }

    private static void ReadHashKey(scoped ref WireReader reader, scoped ref PutEntry entry)
    {
        (entry.HashKey, entry.WrongHashKey) = (null, null);
        if (reader.Token == WireToken.String && reader.GetUtf8() is [>= (byte)'1' and <= (byte)'9', ..] or [(byte)'0'])
        {
            if (HashKey.TryParse(reader.GetUtf8(), out var key))
            {
                entry.HashKey = key;
                return;
            }
        }

        entry.WrongHashKey = KinesisShapes.HashKey.Read(ref reader);
    }

    private static bool NextHasValue(scoped ref WireReader reader)
    {
        reader.Read();
        return reader.Token != WireToken.Null;
    }

    private static ReadOnlySpan<byte> Text(scoped ref WireReader reader)
    {
        if (reader.Token != WireToken.String) KinesisShapes.PartitionKey.Read(ref reader); // Says what is wrong.
        return reader.GetUtf8();
    }
}
