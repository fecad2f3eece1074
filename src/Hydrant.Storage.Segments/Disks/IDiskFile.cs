namespace Hydrant.Storage.Segments.Disks;

/// <summary>An open file. Reads may run beside each other and beside one writer.</summary>
public interface IDiskFile : IDisposable
{
    /// <summary>Its name as messages show it.</summary>
    string Path { get; }

    long Length { get; }

    /// <summary>Fills the target from that position; fewer bytes only at the end of the file.</summary>
    ValueTask<int> ReadAsync(long position, Memory<byte> target);

    /// <summary>Writes all bytes at that position. They may be lost until <see cref="SyncAsync"/> completes.</summary>
    ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes);

    /// <summary>Makes everything written durable. After a failure nothing is known of what was written since the last one.</summary>
    ValueTask SyncAsync();

    ValueTask TruncateAsync(long length);
}
