using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>
/// Reads the structure of one record: base64 is decoded once, into the buffer that the log appends. Every structure
/// read adds one record to the buffer.
/// </summary>
internal static class RecordEntryReader
{
    /// <summary>What <see cref="Read"/> answers for a record without data.</summary>
    public const int NoData = -1;

    // Read for its message when the token is no structure.
    private static readonly StructureShape<AnyStructure> AnyRecord = new();

    /// <summary>The length of the record's data, or <see cref="NoData"/>.</summary>
    public static int Read(scoped ref WireReader reader, RecordBuffer buffer)
    {
        if (reader.Token != WireToken.StartMap) AnyRecord.Read(ref reader);

        WireBlob data = default;
        var hasData = false;
        while (reader.Read() && reader.Token != WireToken.EndMap)
        {
            var isData = reader.NameIs("Data"u8);
            reader.Read();
            if (!isData || reader.Token == WireToken.Null)
            {
                reader.Skip();
                continue;
            }

            data = reader.GetBlob();
            hasData = true;
        }

        var length = data.Decode(buffer.Reserve([], data.MaxLength));
        buffer.Commit(length);
        return hasData ? length : NoData;
    }

    /// <summary>The constraints of the model.</summary>
    public static void Check(int dataLength, ConstraintErrors errors)
    {
        errors.Enter("Data");
        if (dataLength == NoData) errors.Add(null, "Member must not be null");
        if (dataLength > FirehoseLimits.MaxRecordBytes)
        {
            errors.Add(
                BlobText.Of(dataLength),
                $"Member must have length less than or equal to {FirehoseLimits.MaxRecordBytes}");
        }

        errors.Leave();
    }

    private sealed class AnyStructure;
}
