using Hydrant.Api.Kinesis.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Reading;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetRecords;

internal sealed class GetRecordsRequest : INamesIterator
{
    public string? ShardIterator { get; set; }

    public int? Limit { get; set; }

    public string? StreamArn { get; set; }

    public List<string> NotSupported { get; } = [];
}

/// <summary>A page on its way out; disposing it gives the page's memory back.</summary>
internal sealed class GetRecordsResponse : IDisposable
{
    public GetRecordsResponse()
    {
    }

    public GetRecordsResponse(LiveShard shard, RecordPage page) => (Shard, Page) = (shard, page);

    public LiveShard Shard { get; } = null!;

    public RecordPage Page { get; } = null!;

    public ShardIterator Next { get; init; }

    public bool IsAtTail { get; init; }

    public long NowMs { get; init; }

    /// <summary>What a closed shard became, in the answer that reaches its end; else null.</summary>
    public List<ShardView?>? ChildShards { get; init; }

    public void Dispose() => Page.Dispose();
}

internal static class GetRecordsShapes
{
    public static readonly Shape<GetRecordsRequest?> Request = new StructureShape<GetRecordsRequest>()
        .Required("ShardIterator", Shape.String(1, 512), r => r.ShardIterator, (r, v) => r.ShardIterator = v)
        .Optional(
            "Limit", Shape.Integer(1, KinesisLimits.MaxGetRecordsRecords), r => r.Limit, (r, v) => r.Limit = v)
        .Optional("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
        .Unsupported(r => r.NotSupported, "StreamId", "DryRun");

    public static readonly Shape<GetRecordsResponse?> Response = new PageShape();

    /// <summary>Writes records from the page straight to the wire.</summary>
    private sealed class PageShape : Shape<GetRecordsResponse?>
    {
        public override GetRecordsResponse Read(ref WireReader reader) => throw InvariantException.Unreachable("an answer");

        public override void Write(WireWriter writer, GetRecordsResponse? value)
        {
            var lastArrivedAtMs = 0L;
            writer.StartMap();
            writer.Name("Records"u8);
            writer.StartList();
            foreach (var record in value!.Page)
            {
                WriteRecord(writer, value.Shard, record);
                lastArrivedAtMs = record.ArrivedAtMs;
            }

            writer.EndList();
            if (value.ChildShards is null)
            {
                writer.Name("NextShardIterator"u8);
                writer.String(value.Next.ToString());
            }
            else
            {
                // At the end of a shard children stand in the place of the next iterator, never beside it.
                writer.Name("ChildShards"u8);
                ShardShapes.Children.Write(writer, value.ChildShards);
            }

            writer.Name("MillisBehindLatest"u8);
            writer.Long(value.IsAtTail ? 0 : Math.Max(0, value.NowMs - lastArrivedAtMs));
            writer.EndMap();
        }

        private static void WriteRecord(WireWriter writer, LiveShard shard, in RecordView record)
        {
            Span<byte> number = stackalloc byte[SequenceNumber.MaxChars];
            var digits = shard.SequenceNumberOf(record.Offset, record.ArrivedAtMs).Format(number);
            writer.StartMap();
            writer.Name("SequenceNumber"u8);
            writer.Utf8(number[..digits]);
            writer.Name("ApproximateArrivalTimestamp"u8);
            writer.Timestamp(record.ArrivedAtMs);
            writer.Name("Data"u8);
            writer.Blob(record.Data);
            writer.Name("PartitionKey"u8);
            writer.Utf8(record.Key);
            writer.EndMap();
        }
    }
}
