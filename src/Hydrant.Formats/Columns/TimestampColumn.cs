using Hydrant.Core;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Moments to the nanosecond, in UTC.</summary>
public sealed class TimestampColumn : Column
{
    private PooledList<long> _seconds = new();
    private PooledList<int> _nanos = new();

    public TimestampColumn(HiveType type)
        : base(type)
    {
    }

    public override int Count => _seconds.Count;

    /// <summary>Seconds since 1970-01-01T00:00:00Z, rounded down: negative before it.</summary>
    public ReadOnlySpan<long> Seconds => _seconds.Items;

    /// <summary>Nanoseconds after the second, 0 to 999,999,999.</summary>
    public ReadOnlySpan<int> Nanos => _nanos.Items;

    public override long Bytes => (12L * _seconds.Count) + PresenceBytes;

    public void Add(long seconds, int nanos)
    {
        Invariant.That((uint)nanos < 1_000_000_000);
        _seconds.Add(seconds);
        _nanos.Add(nanos);
        AddSlot();
    }

    protected override void TruncateValues(int count)
    {
        _seconds.Truncate(count);
        _nanos.Truncate(count);
    }

    protected override void Release()
    {
        _seconds.Release();
        _nanos.Release();
    }
}
