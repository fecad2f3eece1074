using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
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

/// <summary>Where the records went, all of them or the request would have failed.</summary>
internal sealed class PutRecordBatchResponse
{
    public PutRecordBatchResponse()
    {
    }

    public PutRecordBatchResponse(Intake intake, AppendedRange range) => (Intake, Range) = (intake, range);

    public Intake Intake { get; } = null!;

    public AppendedRange Range { get; }
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
            writer.Long(0);
            writer.Name("Encrypted"u8);
            writer.Boolean(false);
            writer.Name("RequestResponses"u8);
            writer.StartList();
            for (var offset = range.First; offset < range.End; offset += 1)
            {
                value.Intake.FormatRecordId(offset, range.ArrivedAtMs, id);
                writer.StartMap();
                writer.Name("RecordId"u8);
                writer.Utf8(id);
                writer.EndMap();
            }

            writer.EndList();
            writer.EndMap();
        }
    }
}
