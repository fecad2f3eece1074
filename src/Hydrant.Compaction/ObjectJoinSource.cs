using Hydrant.Formats.Joining;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>An object as a file to be joined.</summary>
internal sealed class ObjectJoinSource(IObjectStore objects, ObjectKey key, long length) : IJoinSource
{
    public string Name => key.Path;

    public long Length => length;

    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken ct) =>
        objects.OpenRangeAsync(key, offset, length, ct);
}
