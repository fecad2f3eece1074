using System.Globalization;
using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecordBatch;

/// <summary>The member Records: read without an object per record.</summary>
internal sealed class RecordBatchShape : Shape<RecordBatch?>
{
    // Read for its messages when the token is no list.
    private static readonly Shape<List<string?>?> AnyList = Shape.List(Shape.AnyString);

    public override RecordBatch Read(ref WireReader reader)
    {
        if (reader.Token != WireToken.StartList) AnyList.Read(ref reader);
        var batch = new RecordBatch();
        try
        {
            while (reader.Read() && reader.Token != WireToken.EndList) ReadEntry(batch, ref reader);
        }
        catch
        {
            batch.Dispose();
            throw;
        }

        return batch;
    }

    public override void Write(WireWriter writer, RecordBatch? value) =>
        throw InvariantException.Unreachable("a request");

    public override void Check(RecordBatch? value, ConstraintErrors errors)
    {
        if (value!.Count == 0) errors.Add("[]", "Member must have length greater than or equal to 1");
        if (value.Count > FirehoseLimits.MaxPutRecordBatchEntries)
        {
            errors.Add(
                $"[{value.Count.ToString(CultureInfo.InvariantCulture)} entries]",
                $"Member must have length less than or equal to {FirehoseLimits.MaxPutRecordBatchEntries}");
            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            if (value.DataLength(i) is >= 0 and <= FirehoseLimits.MaxRecordBytes) continue;
            errors.Enter((i + 1).ToString(CultureInfo.InvariantCulture));
            errors.Enter("member");
            RecordEntryReader.Check(value.DataLength(i), errors);
            errors.Leave();
            errors.Leave();
        }
    }

    private static void ReadEntry(RecordBatch batch, ref WireReader reader)
    {
        if (reader.Token == WireToken.Null) return;
        if (!batch.IsFull)
        {
            batch.Add(RecordEntryReader.Read(ref reader, batch.Buffer));
            return;
        }

        reader.Skip();
        batch.CountOnly();
    }
}
