using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Sources.DirectPut;
using Hydrant.Storage;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecordBatch;

internal sealed class PutRecordBatchRequest : IDisposable, INamesStream
{
    private RecordBatch? _records;

    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public RecordBatch? Records
    {
        get => _records;
        set
        {
            // A member sent twice: the last one counts, and the first one's memory goes back.
            _records?.Dispose();
            _records = value;
        }
    }

    public void Dispose() => _records?.Dispose();
}

/// <summary>Where the records went, and which were refused. Their request lives longer.</summary>
internal sealed class PutRecordBatchResponse
{
    public PutRecordBatchResponse()
    {
    }

    public PutRecordBatchResponse(PutTarget target, RecordBatch batch) =>
        (Intake, Batch, IsEncrypted) = (target.Intake, batch, target.IsEncrypted);

    public Intake Intake { get; } = null!;

    public RecordBatch Batch { get; } = null!;

    public bool IsEncrypted { get; }

    /// <summary>Of those that were taken, in their order.</summary>
    public AppendedRange Range { get; set; }
}

internal static class PutRecordBatchShapes
{
    public static readonly Shape<PutRecordBatchRequest?> Request = new StructureShape<PutRecordBatchRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Required("Records", new RecordBatchShape(), r => r.Records, (r, v) => r.Records = v);

    public static readonly Shape<PutRecordBatchResponse?> Response = new ResultsShape();

    /// <summary>One result for each entry, in the order of the request.</summary>
    private sealed class ResultsShape : Shape<PutRecordBatchResponse?>
    {
        public override PutRecordBatchResponse Read(ref WireReader reader) =>
            throw InvariantException.Unreachable("an answer");

        public override void Write(WireWriter writer, PutRecordBatchResponse? value)
        {
            var range = value!.Range;
            Span<byte> id = stackalloc byte[Intake.RecordIdChars];
            writer.StartMap();
            writer.Name("FailedPutCount"u8);
            writer.Long(value.Batch.RefusedCount);
            writer.Name("Encrypted"u8);
            writer.Boolean(value.IsEncrypted);
            writer.Name("RequestResponses"u8);
            writer.StartList();
            var offset = range.First;
            for (var entry = 0; entry < value.Batch.Count; entry++)
            {
                writer.StartMap();
                if (value.Batch.IsRefused(entry))
                {
                    writer.Name("ErrorCode"u8);
                    writer.Utf8("ServiceUnavailableException"u8);
                    writer.Name("ErrorMessage"u8);
                    writer.String(DeliveryTexts.SlowDown.Message);
                }
                else
                {
                    value.Intake.FormatRecordId(offset, range.ArrivedAtMs, id);
                    writer.Name("RecordId"u8);
                    writer.Utf8(id);
                    offset += 1;
                }

                writer.EndMap();
            }

            writer.EndList();
            writer.EndMap();
        }
    }
}
