using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
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

    public void Dispose() => _records?.Dispose();
}

/// <summary>Where each record went; disposing it gives the memory of the grouping back.</summary>
internal sealed class PutRecordsResponse : IDisposable
{
    public PutRecordsResponse()
    {
    }

    public PutRecordsResponse(ShardGroups groups) => Groups = groups;

    public ShardGroups Groups { get; } = null!;

    public void Dispose() => Groups.Dispose();
}

internal sealed class AnyStructure;

internal static class PutRecordsShapes
{
    public static readonly StructureShape<AnyStructure> AnyEntry = new();

    public static readonly Shape<PutRecordsRequest?> Request = StreamRequest.ShapeOf<PutRecordsRequest>()
        .Required("Records", new RecordListShape(), r => r.Records, (r, v) => r.Records = v)
        .Unsupported(r => r.NotSupported, "DryRun");

    public static readonly Shape<PutRecordsResponse?> Response = new ResultsShape();

    /// <summary>One result for each entry, in the order of the request.</summary>
    private sealed class ResultsShape : Shape<PutRecordsResponse?>
    {
        public override PutRecordsResponse Read(ref WireReader reader) => throw InvariantException.Unreachable("an answer");

        public override void Write(WireWriter writer, PutRecordsResponse? value)
        {
            var groups = value!.Groups;
            Span<byte> text = stackalloc byte[SequenceNumber.MaxChars];
            writer.StartMap();
            writer.Name("FailedRecordCount"u8);
            writer.Long(0);
            writer.Name("Records"u8);
            writer.StartList();
            for (var i = 0; i < groups.Count; i++)
            {
                var (shard, number) = groups.ResultOf(i);
                writer.StartMap();
                writer.Name("SequenceNumber"u8);
                writer.Utf8(text[..number.Format(text)]);
                writer.Name("ShardId"u8);
                writer.Utf8(text[..shard.Id.Format(text)]);
                writer.EndMap();
            }

            writer.EndList();
            writer.EndMap();
        }
    }
}
