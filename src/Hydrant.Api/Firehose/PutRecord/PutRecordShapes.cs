using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecord;

internal sealed class PutRecordRequest : IDisposable, INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public OneRecord? Record { get; set; }

    public void Dispose() => Record?.Dispose();
}

/// <summary>The record, in the form in which it is stored.</summary>
internal sealed class OneRecord : IDisposable
{
    public RecordBuffer Buffer { get; } = new(bytes: 2048, records: 1);

    public int DataLength { get; set; }

    public void Dispose() => Buffer.Dispose();
}

internal sealed class PutRecordResponse
{
    public string RecordId { get; init; } = "";

    public bool IsEncrypted { get; init; }
}

internal static class PutRecordShapes
{
    public static readonly Shape<PutRecordRequest?> Request = new StructureShape<PutRecordRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Required("Record", new OneRecordShape(), r => r.Record, SetRecord);

    public static readonly Shape<PutRecordResponse?> Response = new StructureShape<PutRecordResponse>()
        .Required("RecordId", Shape.AnyString, r => r.RecordId)
        .Required("Encrypted", Shape.Boolean, r => r.IsEncrypted);

    // A member sent twice: the last one counts, and the first one's memory goes back.
    private static void SetRecord(PutRecordRequest request, OneRecord? record)
    {
        request.Record?.Dispose();
        request.Record = record;
    }

    private sealed class OneRecordShape : Shape<OneRecord?>
    {
        public override OneRecord Read(ref WireReader reader)
        {
            var record = new OneRecord();
            try
            {
                record.DataLength = RecordEntryReader.Read(ref reader, record.Buffer);
            }
            catch
            {
                record.Dispose();
                throw;
            }

            return record;
        }

        public override void Write(WireWriter writer, OneRecord? value) =>
            throw InvariantException.Unreachable("a request");

        public override void Check(OneRecord? value, ConstraintErrors errors) =>
            RecordEntryReader.Check(value!.DataLength, errors);
    }
}
