namespace Hydrant.Storage.Segments.Disk;

/// <summary>
/// The files of one directory, as far as the log needs them. What was written counts only after a sync: of the file for
/// its bytes, of the directory for names. Failures are <see cref="StorageException"/>: Full or Unavailable.
/// </summary>
public interface IDisk
{
    /// <summary>Names of all files, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync();

    /// <summary>Makes an empty file, in place of one of that name.</summary>
    ValueTask<IDiskFile> CreateAsync(string name);

    ValueTask<IDiskFile> OpenAsync(string name);

    /// <summary>Gives a file another name, in place of one that has it; atomic.</summary>
    ValueTask RenameAsync(string from, string to);

    ValueTask DeleteAsync(string name);

    /// <summary>Makes creations, renames and deletions durable.</summary>
    ValueTask SyncDirectoryAsync();
}
