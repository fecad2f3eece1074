namespace Hydrant.Storage.Segments.Disk;

/// <summary>An open file. Reads may run beside each other and beside a write; writes come one at a time.</summary>
public interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Fills the target from that position; returns how many bytes there were, fewer only at the end.</summary>
    ValueTask<int> ReadAsync(long position, Memory<byte> target);

    /// <summary>Says that those bytes will be read soon; the disk may begin with it. Never fails.</summary>
    void WillRead(long position, int length)
    {
    }

    /// <summary>Writes all of it; on failure any part of it may have been written.</summary>
    ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes);

    /// <summary>Makes what was written durable. After a failure nobody can say what is.</summary>
    ValueTask SyncAsync();

    /// <summary>Cuts the file; durable with the next sync.</summary>
    ValueTask TruncateAsync(long length);
}
