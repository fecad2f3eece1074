using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Buffering;

/// <summary>
/// The records of one log that wait for delivery. It holds none of them: a buffer is a stretch of the log, so a crash
/// forgets nothing and a large one costs no memory. For one caller at a time.
/// </summary>
internal sealed class DeliveryBuffer(IShardLog log, BufferingHints hints, DeliveryOptions options, TimeProvider clock)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the records from there on are due: enough of them, or the oldest one old enough.</summary>
    public ValueTask<LogExtent> NextAsync(LogOffset from, CancellationToken stopping) => NextAsync(from, hints, stopping);

    /// <summary>The same with other hints.</summary>
    public async ValueTask<LogExtent> NextAsync(LogOffset from, BufferingHints now, CancellationToken stopping)
    {
        var interval = now.Interval > TimeSpan.Zero ? now.Interval : options.ZeroInterval;
        await log.WaitBeyondAsync(from, stopping);
        while (true)
        {
            var extent = await log.MeasureAsync(from, now.Size.Bytes, stopping);
            if (extent.IsEmpty)
            {
                // All of them expired in the meantime.
                from = extent.First;
                await log.WaitBeyondAsync(from, stopping);
                continue;
            }

            var due = DateTimeOffset.FromUnixTimeMilliseconds(extent.FirstArrivedAtMs) + interval;
            var left = due - clock.GetUtcNow();
            if (extent.DataBytes >= now.Size.Bytes || left <= TimeSpan.Zero) return extent;

            await WaitAsync(extent.End, left, stopping);
        }
    }

    /// <summary>Until there is more than that, or the time is over.</summary>
    private async ValueTask WaitAsync(LogOffset tail, TimeSpan left, CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
        try
        {
            await log.WaitBeyondAsync(tail, either.Token);

            // A busy shard is not measured at each of its appends, and one of thousands that have long to wait still less.
            if (options.MeasureEvery > TimeSpan.Zero) await Task.Delay(LookAgainAfter(left), clock, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    private TimeSpan LookAgainAfter(TimeSpan left)
    {
        var later = left / 16;
        if (later > LongestLook) later = LongestLook;
        return later > options.MeasureEvery ? later : options.MeasureEvery;
    }
}
