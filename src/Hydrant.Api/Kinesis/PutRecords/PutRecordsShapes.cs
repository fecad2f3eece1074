using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecords;

internal sealed class PutRecordsRequest : StreamRequest, IDisposable
{
    private RecordList? _records;

    public RecordList? Records
    {
        get => _records;
        set
        {
            // A member sent twice: the last one counts, and the first one's memory goes back.
            _records?.Dispose();
            _records = value;
        }
    }

    public bool? DryRun { get; set; }

    public void Dispose() => _records?.Dispose();
}

/// <summary>Where each record went; disposing it gives the memory of the grouping back.</summary>
internal sealed class PutRecordsResponse : IDisposable
{
    public PutRecordsResponse()
    {
    }

    public PutRecordsResponse(ShardGroups groups, StreamState stream) => (Groups, Stream) = (groups, stream);

    public ShardGroups Groups { get; } = null!;

    public StreamState Stream { get; } = null!;

    public void Dispose() => Groups.Dispose();
}

internal sealed class AnyStructure;

internal static class PutRecordsShapes
{
    public static readonly StructureShape<AnyStructure> AnyEntry = new();

    public static readonly Shape<PutRecordsRequest?> Request = StreamRequest.ShapeOf<PutRecordsRequest>()
        .Required("Records", new RecordListShape(), r => r.Records, (r, v) => r.Records = v)
        .Optional("DryRun", Shape.Boolean, r => r.DryRun, (r, v) => r.DryRun = v);

    public static readonly Shape<PutRecordsResponse?> Response = new ResultsShape();

    /// <summary>One result for each entry, in the order of the request.</summary>
    private sealed class ResultsShape : Shape<PutRecordsResponse?>
    {
        public override PutRecordsResponse Read(ref WireReader reader) => throw InvariantException.Unreachable("an answer");

        public override void Write(WireWriter writer, PutRecordsResponse? value)
        {
            var groups = value!.Groups;
            writer.StartMap();
            writer.Name("FailedRecordCount"u8);
            writer.Long(groups.RefusedCount);
            writer.Name("Records"u8);
            writer.StartList();
            for (var i = 0; i < groups.Count; i++)
            {
                writer.StartMap();
                if (groups.RefusalOf(i) == Refusal.None) WriteResult(writer, groups, i);
                else WriteRefusal(writer, groups, i, value.Stream);
                writer.EndMap();
            }

            writer.EndList();
            if (value.Stream.Settings.Encryption.KeyId is not null)
            {
                writer.Name("EncryptionType"u8);
                writer.Utf8("KMS"u8);
            }

            writer.EndMap();
        }

        private static void WriteResult(WireWriter writer, ShardGroups groups, int record)
        {
            Span<byte> text = stackalloc byte[SequenceNumber.MaxChars];
            var (shard, number) = groups.ResultOf(record);
            writer.Name("SequenceNumber"u8);
            writer.Utf8(text[..number.Format(text)]);
            writer.Name("ShardId"u8);
            writer.Utf8(text[..shard.Id.Format(text)]);
        }

        private static void WriteRefusal(WireWriter writer, ShardGroups groups, int record, StreamState stream)
        {
            var fault = groups.RefusalOf(record) == Refusal.Throttled
                ? StreamTexts.RateExceeded(groups.ShardOf(record).Id, stream)
                : Fault.Internal("Internal service failure.");
            writer.Name("ErrorCode"u8);
            writer.String(KinesisFaults.Of(fault.Kind).Type);
            writer.Name("ErrorMessage"u8);
            writer.String(fault.Message);
        }
    }
}
