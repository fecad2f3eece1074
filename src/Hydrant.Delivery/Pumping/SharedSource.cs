using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// A log that several pumps read, such as the intake of a delivery stream with a backup: its records go when all of them
/// are done with them. Safe from any thread.
/// </summary>
internal sealed class SharedSource(IShardLog log)
{
    private readonly Lock _gate = new();
    private readonly List<SourceReader> _readers = [];

    /// <summary>One more reader. All are there before the first of them reads.</summary>
    public SourceReader NewReader()
    {
        var reader = new SourceReader(this);
        lock (_gate) _readers.Add(reader);
        return reader;
    }

    internal void At(SourceReader reader, LogOffset checkpoint)
    {
        lock (_gate) reader.Done = LogOffset.Max(reader.Done, checkpoint);
    }

    internal ValueTask DoneAsync(SourceReader reader, LogOffset before, CancellationToken ct)
    {
        LogOffset done;
        lock (_gate)
        {
            reader.Done = before;
            done = _readers.Min(other => other.Done);
        }

        return log.TrimAsync(done, ct);
    }
}
