using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecord;

internal sealed class PutRecordRequest : StreamRequest, IDisposable
{
    /// <summary>The record, in the form in which it is stored.</summary>
    public RecordBuffer Record { get; } = new(bytes: 2048, records: 1);

    public PutEntry Entry { get; set; }

    public string? SequenceNumberForOrdering { get; set; }

    public bool? DryRun { get; set; }

    public void Dispose() => Record.Dispose();
}

internal sealed class PutRecordResponse
{
    public PutRecordResponse()
    {
    }

    public PutRecordResponse(LiveShard shard, AppendedRange range, bool isEncrypted) =>
        (Shard, Range, IsEncrypted) = (shard, range, isEncrypted);

    public LiveShard Shard { get; } = null!;

    public AppendedRange Range { get; }

    public bool IsEncrypted { get; }
}

internal static class PutRecordShapes
{
    public static readonly Shape<PutRecordRequest?> Request = new RecordShape();

    public static readonly Shape<PutRecordResponse?> Response = new StructureShape<PutRecordResponse>()
        .Required("ShardId", Shape.AnyString, r => r.Shard.Id.ToString())
        .Required("SequenceNumber", Shape.AnyString, r => r.Shard.SequenceNumberOf(r.Range.First, r.Range.ArrivedAtMs).ToString())
        .Optional("EncryptionType", Shape.AnyString, r => r.IsEncrypted ? "KMS" : null);

    /// <summary>The record's own members beside those of every request that names a stream.</summary>
    private sealed class RecordShape : Shape<PutRecordRequest?>
    {
        // What is not of the record itself.
        private static readonly StructureShape<PutRecordRequest> Others = StreamRequest.ShapeOf<PutRecordRequest>()
            .Optional(
                "SequenceNumberForOrdering", KinesisShapes.SequenceNumber,
                r => r.SequenceNumberForOrdering, (r, v) => r.SequenceNumberForOrdering = v)
            .Optional("DryRun", Shape.Boolean, r => r.DryRun, (r, v) => r.DryRun = v);

        public override PutRecordRequest Read(ref WireReader reader)
        {
            if (reader.Token != WireToken.StartMap) return Others.Read(ref reader)!; // Says what is wrong.

            var request = new PutRecordRequest();
            try
            {
                Fill(request, ref reader);
            }
            catch
            {
                request.Dispose();
                throw;
            }

            return request;
        }

        public override void Write(WireWriter writer, PutRecordRequest? value) => throw InvariantException.Unreachable("a request");

        public override void Check(PutRecordRequest? value, ConstraintErrors errors)
        {
            Others.Check(value, errors);
            PutEntryRules.Check(value!.Entry, errors);
        }

        private static void Fill(PutRecordRequest request, ref WireReader reader)
        {
            var entry = new PutEntry { KeyChars = -1, DataLength = -1 };
            ReadOnlySpan<byte> key = default;
            WireBlob data = default;
            while (reader.Read() && reader.Token != WireToken.EndMap)
            {
                if (!PutEntryReader.TryReadMember(ref reader, ref entry, ref key, ref data)) Others.ReadMember(ref reader, request);
            }

            PutEntryReader.Store(request.Record, ref entry, key, data);
            request.Entry = entry;
        }
    }
}
