namespace Hydrant.Storage.Segments.Disks;

/// <summary>
/// What the journal needs of a file system, so that a simulation can put its own in place. Every failure is a
/// <see cref="StorageException"/>: Full, Unavailable or NotFound. Safe from any thread.
/// </summary>
public interface IDisk
{
    /// <summary>Runs a loop where it may block: all of it, also what follows its awaits.</summary>
    Task RunAsync(string name, Func<Task> loop);

    /// <summary>Makes the directory and those above it, durably.</summary>
    ValueTask CreateDirectoryAsync(string path);

    /// <summary>Holds the path for this process alone until disposed.</summary>
    /// <exception cref="StorageException">Unavailable: another process holds it.</exception>
    ValueTask<IDisposable> LockAsync(string path);

    /// <summary>A new, empty file; one of the same name is replaced. Durable after a sync of file and directory.</summary>
    ValueTask<IDiskFile> CreateAsync(string path);

    /// <summary>Opens a file for reading and writing.</summary>
    ValueTask<IDiskFile> OpenAsync(string path);

    ValueTask DeleteAsync(string path);

    /// <summary>Gives the file another name at once; a file of that name is replaced.</summary>
    ValueTask RenameAsync(string from, string to);

    /// <summary>The names, without directory, of all files in the directory, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(string directory);

    /// <summary>Makes creations, renames and deletions in the directory durable.</summary>
    ValueTask SyncDirectoryAsync(string directory);
}
