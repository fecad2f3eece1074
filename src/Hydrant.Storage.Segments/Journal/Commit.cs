using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// The appends that become durable together, already in the bytes that go to the disk. Filled under the journal's lock;
/// once it is taken to be written, only the journal's loop touches it. Used again after it was written.
/// </summary>
internal sealed class Commit(int capacity)
{
    private readonly List<Frame> _frames = [];

    // All it will ever need, at once: memory that nobody has written to takes none of the machine's, while a buffer that
    // grows by doubling leaves as much again behind in the pool.
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Bytes so far, with room for the header.</summary>
    public int Length { get; private set; } = CommitHeader.Size;

    public bool IsEmpty => _frames.Count == 0;

    /// <summary>The frames with their shards; positions count from the start of the commit.</summary>
    public IReadOnlyList<Frame> Frames => _frames;

    public TaskCompletionSource Durable { get; private set; } = New();

    public bool HasRoomFor(int bytes) => IsEmpty || Length + bytes <= capacity;

    /// <summary>Adds some records of a buffer as one frame of the shard.</summary>
    public void Add(SegmentShardLog shard, RecordBuffer records, ReadOnlySpan<int> numbers, in Placed placed)
    {
        var target = Reserve(placed.Entry.Length);
        var at = RecordBatchFrame.HeaderSize;
        foreach (var number in numbers)
        {
            var record = records[number];
            record.CopyTo(target[at..]);
            at += record.Length;
        }

        Seal(shard, target, placed);
    }

    /// <summary>Adds all records of a buffer as one frame of the shard.</summary>
    public void Add(SegmentShardLog shard, RecordBuffer records, in Placed placed)
    {
        var target = Reserve(placed.Entry.Length);
        records.Bytes.CopyTo(target[RecordBatchFrame.HeaderSize..]);
        Seal(shard, target, placed);
    }

    /// <summary>Writes the header; afterwards the bytes are ready for the disk.</summary>
    public ReadOnlyMemory<byte> Finish(long sequence, uint secret)
    {
        new CommitHeader(Length, _frames.Count, sequence, secret).Write(_bytes);
        return _bytes.AsMemory(0, Length);
    }

    /// <summary>Empties it for its next use.</summary>
    public void Reset()
    {
        _frames.Clear();
        Length = CommitHeader.Size;
        Durable = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Length + length); // One append that is more than a commit should be.
            _bytes.AsSpan(0, Length).CopyTo(larger);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length, length);
    }

    private void Seal(SegmentShardLog shard, Span<byte> target, in Placed placed)
    {
        var entry = placed.Entry;
        new RecordBatchFrame(entry.Length, shard.Key, entry.Base, entry.ArrivedAtMs, entry.DataBytesBefore, entry.Records)
            .Seal(target);
        _frames.Add(new Frame(shard, entry with { Position = Length }, placed.DataBytesAfter));
        Length += entry.Length;
    }

    public readonly record struct Frame(SegmentShardLog Shard, FrameEntry Entry, long DataBytesAfter);
}
