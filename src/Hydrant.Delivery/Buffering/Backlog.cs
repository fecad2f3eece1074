using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Buffering;

/// <summary>
/// How much of a log waits for its pump. Measured once, then told by what is appended and what is done. Looked at from any
/// thread; the rest is the pump's.
/// </summary>
internal sealed class Backlog(IShardLog log)
{
    private const long NotKnown = -1;

    // Of all that was ever appended.
    private long _done = NotKnown;

    /// <summary>Bytes of data; 0 until it was measured.</summary>
    public long Bytes => Interlocked.Read(ref _done) is var done and not NotKnown ? Math.Max(0, log.Volume.DataBytes - done) : 0;

    /// <summary>Measures what waits from the checkpoint on, if that is not known.</summary>
    public async ValueTask MeasureAsync(LogOffset checkpoint, CancellationToken ct)
    {
        if (Interlocked.Read(ref _done) != NotKnown) return;
        var waiting = await log.MeasureAsync(checkpoint, long.MaxValue, ct);
        Interlocked.Exchange(ref _done, Math.Max(0, log.Volume.DataBytes - waiting.DataBytes));
    }

    /// <summary>So much is done with. Null: nobody knows, and it is measured again.</summary>
    public void Done(long? bytes)
    {
        if (bytes is { } known && Interlocked.Read(ref _done) != NotKnown) Interlocked.Add(ref _done, known);
        else Interlocked.Exchange(ref _done, NotKnown);
    }
}
