using System.Globalization;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecords;

/// <summary>The member Records: read without an object per record.</summary>
internal sealed class RecordListShape : Shape<RecordList?>
{
    // Read for its messages when the token is no list.
    private static readonly Shape<List<string?>?> AnyList = Shape.List(Shape.AnyString);

    public override RecordList Read(ref WireReader reader)
    {
        if (reader.Token != WireToken.StartList) AnyList.Read(ref reader);
        var list = new RecordList(expectedBytes: reader.BodyLength);
        try
        {
            while (reader.Read() && reader.Token != WireToken.EndList) ReadEntry(list, ref reader);
        }
        catch
        {
            list.Dispose();
            throw;
        }

        return list;
    }

    public override void Write(WireWriter writer, RecordList? value) => throw InvariantException.Unreachable("a request");

    public override void Check(RecordList? value, ConstraintErrors errors)
    {
        if (value!.Count == 0) errors.Add("[]", "Member must have length greater than or equal to 1");
        if (value.Count > KinesisLimits.MaxPutRecordsEntries)
        {
            errors.Add(
                $"[{value.Count.ToString(CultureInfo.InvariantCulture)} entries]",
                $"Member must have length less than or equal to {KinesisLimits.MaxPutRecordsEntries}");
            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            if (IsPlain(value[i])) continue;
            errors.Enter((i + 1).ToString(CultureInfo.InvariantCulture));
            errors.Enter("member");
            PutEntryRules.Check(value[i], errors);
            errors.Leave();
            errors.Leave();
        }
    }

    private static void ReadEntry(RecordList list, ref WireReader reader)
    {
        if (reader.Token == WireToken.Null) return;
        if (reader.Token != WireToken.StartMap) PutRecordsShapes.AnyEntry.Read(ref reader); // Says what is wrong.

        if (!list.IsFull)
        {
            list.Add(PutEntryReader.Read(ref reader, list.Buffer));
            return;
        }

        reader.Skip();
        list.CountOnly();
    }

    // Nearly every entry; the words for the others are made elsewhere.
    private static bool IsPlain(in PutEntry entry) =>
        entry.KeyChars is > 0 and <= KinesisLimits.MaxPartitionKeyChars
        && entry.DataLength is >= 0 and <= KinesisLimits.MaxDataBytes
        && entry.WrongHashKey is null;
}
