using System.Buffers.Binary;
using Hydrant.Core;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// How far the records of one source are processed: a log whose last record says so. It is appended to in the commit that
/// takes what came out of them, so that both are there after a crash or neither is. A record has 16 bytes, little-endian:
/// <c>u32 version, u32 zero, i64 offset</c>. Normative: docs/formats/staged-record.md. For one caller at a time.
/// </summary>
internal sealed class ProcessCheckpoint(IShardLog log)
{
    private const int Version = 1;
    private const int Size = 16;

    // Old ones are cheap; every trim wakes the sweep.
    private const int TrimEvery = 512;

    /// <summary>The log that keeps it, for a source that the delivery stream with this log number reads.</summary>
    /// <param name="log">The delivery stream's.</param>
    /// <param name="source">Its own intake, or a shard of a stream.</param>
    public static ShardKey KeyOf(uint log, ShardKey source) =>
        new(log, LaneTable.EndOfLanes + (source.Log == log ? 0 : source.Shard + 1));

    /// <summary>Everything below that offset is processed; null when nothing ever was.</summary>
    public async ValueTask<LogOffset?> LoadAsync(CancellationToken ct)
    {
        var bounds = log.Bounds;
        if (bounds.IsEmpty) return null;

        using var page = await log.ReadAsync(new LogOffset(bounds.Tail.Value - 1), new ReadLimit(1, Size), ct);
        foreach (var record in page)
        {
            Invariant.That(BinaryPrimitives.ReadInt32LittleEndian(record.Data) == Version);
            return new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(record.Data[8..]));
        }

        throw new InvariantException($"The last record of {log.Key} is missing.");
    }

    /// <summary>Lets the group say that everything below that offset is processed.</summary>
    public void AddTo(AppendGroup group, LogOffset end)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], end.Value);
        group.Records.Add(default, bytes);
        group.Add(log, new[] { group.Records.Count - 1 });
    }

    /// <summary>Lets all but the last go, from time to time.</summary>
    public ValueTask TidyAsync(CancellationToken ct)
    {
        var bounds = log.Bounds;
        return bounds.Tail - bounds.First < TrimEvery ? ValueTask.CompletedTask : log.TrimAsync(new LogOffset(bounds.Tail.Value - 1), ct);
    }
}
