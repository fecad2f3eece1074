using System.Buffers;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// Brings frames from the tail cache or the disk into one pooled array, neighbours with one read, and checks each: what
/// is damaged is named and never handed on. Safe from any thread.
/// </summary>
internal sealed class FrameFetcher(TailCache cache)
{
    // Reading a gap of so many bytes along is cheaper than a second call.
    private const int MaxGap = 64 * 1024;
    private const int MaxSpan = 4 * 1024 * 1024;

    // Frames of thousands of shards that are read on at about the same time lie mixed: what one reads along is soon another's.
    private const int Ahead = 128 * 1024;
    private const int FewFrames = 8;

    /// <summary>The frames one behind the other in an array of the pool; null when a segment was taken away meanwhile.</summary>
    /// <param name="shard">Whose they are.</param>
    /// <param name="frames">In their order.</param>
    /// <param name="readsOn">Whether it is one of many reads that go on and on (<see cref="ReadLimit.ReadsOn"/>).</param>
    /// <exception cref="StorageException">Corrupt, or the disk failed.</exception>
    public async ValueTask<byte[]?> FetchAsync(ShardKey shard, List<(Segment Segment, FrameEntry Entry)> frames, bool readsOn = false)
    {
        if (readsOn && frames.Count >= FewFrames) ReadAhead(frames);
        var bytes = ArrayPool<byte>.Shared.Rent(frames.Sum(static frame => frame.Entry.Length));
        try
        {
            var filled = 0;
            for (var i = 0; i < frames.Count;)
            {
                var count = RunFrom(frames, i);
                if (!await FetchRunAsync(shard, frames, i, count, bytes.AsMemory(filled)))
                {
                    ArrayPool<byte>.Shared.Return(bytes);
                    return null;
                }

                for (; count > 0; count--) filled += frames[i++].Entry.Length;
            }

            return bytes;
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    // Lets the disk begin with all of it, so that small pieces far apart do not cost its latency each.
    private void ReadAhead(List<(Segment Segment, FrameEntry Entry)> frames)
    {
        Segment? last = null;
        var end = 0L;
        foreach (var (segment, entry) in frames)
        {
            if (segment == last && entry.Position + entry.Length <= end) continue;
            if (segment.CacheBase >= 0 && cache.Holds(segment.CacheBase + entry.Position)) return; // And what comes behind it.
            if (!segment.TryHold()) return;
            var start = entry.Position / Ahead * Ahead;
            end = Math.Max(start + Ahead, entry.Position + entry.Length);
            segment.File.WillRead(start, (int)(end - start));
            segment.Release();
            last = segment;
        }
    }

    // How many frames from that one on lie close enough together to be read at once.
    private static int RunFrom(List<(Segment Segment, FrameEntry Entry)> frames, int start)
    {
        var (segment, first) = frames[start];
        var end = first.Position + first.Length;
        var count = 1;
        for (; start + count < frames.Count; count++)
        {
            var (nextSegment, next) = frames[start + count];
            if (nextSegment != segment || next.Position - end > MaxGap || next.Position < end) break;
            end = next.Position + next.Length;
            if (end - first.Position > MaxSpan) break;
        }

        return count;
    }

    private async ValueTask<bool> FetchRunAsync(
        ShardKey shard, List<(Segment Segment, FrameEntry Entry)> frames, int start, int count, Memory<byte> target)
    {
        var segment = frames[start].Segment;
        if (TryFetchCached(frames, start, count, target.Span)) return true;
        if (!segment.TryHold()) return false;
        try
        {
            if (count == 1) await ReadExactlyAsync(segment, frames[start].Entry.Position, target[..frames[start].Entry.Length]);
            else await ReadSpanAsync(segment, frames, start, count, target);
        }
        finally
        {
            segment.Release();
        }

        for (var i = start; i < start + count; i++)
        {
            Check(shard, segment, frames[i].Entry, target.Span);
            target = target[frames[i].Entry.Length..];
        }

        return true;
    }

    private bool TryFetchCached(List<(Segment Segment, FrameEntry Entry)> frames, int start, int count, Span<byte> target)
    {
        var cacheBase = frames[start].Segment.CacheBase;
        if (cacheBase < 0) return false;
        for (var i = start; i < start + count; i++)
        {
            var entry = frames[i].Entry;
            if (!cache.TryRead(cacheBase + entry.Position, target[..entry.Length])) return false;
            target = target[entry.Length..];
        }

        return true;
    }

    private static async ValueTask ReadSpanAsync(
        Segment segment, List<(Segment Segment, FrameEntry Entry)> frames, int start, int count, Memory<byte> target)
    {
        var from = frames[start].Entry.Position;
        var last = frames[start + count - 1].Entry;
        var length = (int)(last.Position + last.Length - from);
        var span = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await ReadExactlyAsync(segment, from, span.AsMemory(0, length));
            for (var i = start; i < start + count; i++)
            {
                var entry = frames[i].Entry;
                span.AsMemory((int)(entry.Position - from), entry.Length).CopyTo(target);
                target = target[entry.Length..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(span);
        }
    }

    private static async ValueTask ReadExactlyAsync(Segment segment, long position, Memory<byte> target)
    {
        var read = await segment.File.ReadAsync(position, target);
        if (read < target.Length) throw Corrupt(segment, position, "the file ends before it");
    }

    private static void Check(ShardKey shard, Segment segment, in FrameEntry entry, ReadOnlySpan<byte> bytes)
    {
        var wrong = RecordBatchFrame.TryRead(bytes[..entry.Length], out var frame);
        if (wrong is null && (frame.Shard != shard || frame.Base != entry.Base || frame.Records != entry.Records || frame.Length != entry.Length))
            wrong = "it is another frame than the index says";
        if (wrong is not null) throw Corrupt(segment, entry.Position, wrong);
    }

    private static StorageException Corrupt(Segment segment, long position, string why) => new(
        StorageFaultKind.Corrupt, $"Segment {segment.Name}: the frame at byte {position} is damaged: {why}.");
}
