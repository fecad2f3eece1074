using Hydrant.Api.Kinesis.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Reading;
using Hydrant.Streams.Settings;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetRecords;

internal sealed class GetRecordsRequest : INamesIterator
{
    public string? ShardIterator { get; set; }

    public int? Limit { get; set; }

    public string? StreamArn { get; set; }

    public bool? DryRun { get; set; }

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

    public EncryptionHistory Encryption { get; init; } = EncryptionHistory.None;

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
        .Unsupported(r => r.NotSupported, "StreamId")
        .Optional("DryRun", Shape.Boolean, r => r.DryRun, (r, v) => r.DryRun = v);

    public static readonly Shape<GetRecordsResponse?> Response = new PageShape();

    /// <summary>Writes records from the page straight to the wire.</summary>
    private sealed class PageShape : Shape<GetRecordsResponse?>
    {
        public override GetRecordsResponse Read(ref WireReader reader) => throw InvariantException.Unreachable("an answer");

        public override void Write(WireWriter writer, GetRecordsResponse? value)
        {
            writer.StartMap();
            var lastArrivedAtMs = RecordShapes.WriteAll(writer, value!.Shard, value.Page, value.Encryption);
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
    }
}
