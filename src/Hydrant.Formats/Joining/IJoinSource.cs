namespace Hydrant.Formats.Joining;

/// <summary>A file that is to become part of a larger one. It does not change while it is used.</summary>
public interface IJoinSource
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>Opens a part of it; a range behind its end is empty.</summary>
    ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken ct);
}
