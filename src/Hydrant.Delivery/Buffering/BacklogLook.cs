namespace Hydrant.Delivery.Buffering;

/// <summary>A sum that is dear to make, looked at often: it is made again when it is old enough. Safe from any thread.</summary>
/// <param name="sum">Bytes that wait.</param>
/// <param name="clock">Tells how old it is.</param>
internal sealed class BacklogLook(Func<long> sum, TimeProvider clock)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(100);

    private long _madeAt = long.MinValue;
    private long _bytes;

    /// <summary>At most a tenth of a second old.</summary>
    public long Bytes
    {
        get
        {
            var (now, made) = (clock.GetTimestamp(), Interlocked.Read(ref _madeAt));
            var isFresh = made != long.MinValue && clock.GetElapsedTime(made, now) < Oldest;

            // Who comes first makes it; the others take the one before.
            if (!isFresh && Interlocked.CompareExchange(ref _madeAt, now, made) == made) Interlocked.Exchange(ref _bytes, sum());
            return Interlocked.Read(ref _bytes);
        }
    }
}
