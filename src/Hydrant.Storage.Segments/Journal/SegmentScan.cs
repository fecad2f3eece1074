using System.Buffers;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// Reads a segment from its start and tells good commits from a torn end and from damage. One commit is in flight at a
/// time, so that only the last one can be torn: bad bytes with a good later commit behind them, or in a segment that has
/// successors, are damage to synced data.
/// </summary>
internal sealed class SegmentScan
{
    private const int SearchWindow = 1024 * 1024;

    private readonly Segment _segment;
    private readonly long _endCommit;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(SearchWindow);

    private SegmentScan(Segment segment, long endCommit) => (_segment, _endCommit) = (segment, endCommit);

    /// <summary>Every good frame, in order.</summary>
    public List<ScannedFrame> Frames { get; } = [];

    /// <summary>Behind the last good commit.</summary>
    public long End { get; private set; } = SegmentHeader.Size;

    /// <summary>The sequence that the next commit would have.</summary>
    public long NextCommit { get; private set; }

    /// <summary>What was wrong and where, for the log of the operator; empty when all was well.</summary>
    public List<string> Damage { get; } = [];

    /// <summary>Why the scan ended where it did; null when the file simply ends.</summary>
    public string? TornBecause { get; private set; }

    /// <param name="segment">Its file is open and its header was checked.</param>
    /// <param name="endCommit">Where the next segment's commits begin: those here from it on were given up by the writer.</param>
    public static async ValueTask<SegmentScan> RunAsync(Segment segment, long endCommit)
    {
        var scan = new SegmentScan(segment, endCommit) { NextCommit = segment.FirstCommit };
        try
        {
            await scan.RunAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scan._bytes);
        }

        return scan;
    }

    /// <summary>Whether only zeros follow, less than a block: what fills the last block of a file written in whole blocks.</summary>
    public static async ValueTask<bool> IsFillAsync(IDiskFile file, long position)
    {
        var rest = new byte[BlockBuffer.Block];
        var read = await file.ReadAsync(position, rest);
        return read < rest.Length && !rest.AsSpan(0, read).ContainsAnyExcept((byte)0);
    }

    private async ValueTask RunAsync()
    {
        var position = (long)SegmentHeader.Size;
        while (position < _segment.File.Length)
        {
            var (wrong, header) = await ReadCommitAsync(position);
            if (wrong is null && header.Sequence >= _endCommit) return;
            if (wrong is null && header.Sequence >= NextCommit)
            {
                if (header.Sequence > NextCommit) Damage.Add($"{_segment.Name}: commits {NextCommit} to {header.Sequence - 1} are missing.");
                TakeFrames(position, header);
                position += header.Length;
                (End, NextCommit) = (position, header.Sequence + 1);
                continue;
            }

            if (wrong is not null && await IsFillAsync(_segment.File, position)) return;
            if (NextCommit >= _endCommit) return; // The writer gave the rest up and went on in the next segment.
            var next = await FindNextCommitAsync(position + 1);
            if (next < 0)
            {
                TornBecause = wrong ?? $"commit {header.Sequence} is out of order";
                if (_endCommit != long.MaxValue) Damage.Add($"{_segment.Name}: from byte {position} on: {TornBecause}.");
                return;
            }

            Damage.Add($"{_segment.Name}: bytes {position} to {next - 1}: {wrong ?? "a commit out of order"}.");
            await SalvageAsync(position, next);
            position = next;
        }
    }

    // Reads the commit at that place into the buffer and checks all of it.
    private async ValueTask<(string? Wrong, CommitHeader Header)> ReadCommitAsync(long position)
    {
        var read = await _segment.File.ReadAsync(position, _bytes.AsMemory(0, CommitHeader.Size));
        var wrong = CommitHeader.TryRead(_bytes.AsSpan(0, read), out var header);
        if (wrong is not null) return (wrong, default);
        if (header.Secret != _segment.Secret) return ("a commit of another segment", default);
        if (header.Length > _segment.File.Length - position) return ("a commit goes beyond the end of the file", default);

        Grow(header.Length);
        read = await _segment.File.ReadAsync(position, _bytes.AsMemory(0, header.Length));
        if (read < header.Length) return ("a commit goes beyond the end of the file", default);
        return (FirstWrongFrame(header), header);
    }

    private string? FirstWrongFrame(CommitHeader header)
    {
        var rest = _bytes.AsSpan(CommitHeader.Size, header.Length - CommitHeader.Size);
        for (var i = 0; i < header.Frames; i++)
        {
            var wrong = RecordBatchFrame.TryRead(rest, out var frame);
            if (wrong is not null) return $"frame {i} of commit {header.Sequence}: {wrong}";
            rest = rest[frame.Length..];
        }

        return rest.IsEmpty ? null : $"bytes follow the frames of commit {header.Sequence}";
    }

    // Between two good commits everything was synced: each frame that is whole counts, and of a damaged one what it claims.
    private async ValueTask SalvageAsync(long position, long end)
    {
        var length = (int)(end - position);
        Grow(length);
        length = await _segment.File.ReadAsync(position, _bytes.AsMemory(0, length));
        Frames.AddRange(FrameSalvage.Find(_bytes.AsSpan(0, length), position));
    }

    private void TakeFrames(long position, CommitHeader header)
    {
        var at = CommitHeader.Size;
        for (var i = 0; i < header.Frames; i++)
        {
            var wrong = RecordBatchFrame.TryRead(_bytes.AsSpan(at, header.Length - at), out var frame);
            Invariant.That(wrong is null);
            Frames.Add(ScannedFrame.Of(frame, _bytes.AsSpan(at, frame.Length), position + at));
            at += frame.Length;
        }
    }

    // The next place at which a whole good commit with a later sequence stands, or -1.
    private async ValueTask<long> FindNextCommitAsync(long from)
    {
        var window = ArrayPool<byte>.Shared.Rent(SearchWindow);
        try
        {
            for (var position = from; position < _segment.File.Length;)
            {
                var read = await _segment.File.ReadAsync(position, window.AsMemory(0, SearchWindow));
                for (var at = 0; at < read;)
                {
                    var found = window.AsSpan(at, read - at).IndexOf(CommitHeader.Mark);
                    if (found < 0) break;
                    at += found;
                    if (await IsLaterCommitAsync(position + at)) return position + at;
                    at++;
                }

                if (read < SearchWindow) return -1;
                position += read - CommitHeader.Mark.Length + 1; // A mark may lie across two windows.
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private async ValueTask<bool> IsLaterCommitAsync(long position)
    {
        var header = new byte[CommitHeader.Size];
        var read = await _segment.File.ReadAsync(position, header);
        return CommitHeader.TryRead(header.AsSpan(0, read), out var found) is null
            && found.Secret == _segment.Secret && found.Sequence > NextCommit && found.Sequence < _endCommit
            && found.Length <= _segment.File.Length - position;
    }

    private void Grow(int length)
    {
        if (_bytes.Length >= length) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = ArrayPool<byte>.Shared.Rent(length);
    }
}
