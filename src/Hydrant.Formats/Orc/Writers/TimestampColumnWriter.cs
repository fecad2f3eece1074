using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// timestamp: seconds since 2015-01-01 00:00:00 UTC, and nanoseconds whose decimal zeros at the end are counted in the
/// lowest three bits (none or one zero as 0, n + 1 zeros as n).
/// </summary>
internal sealed class TimestampColumnWriter : ColumnWriter
{
    // 2015-01-01, counted from 1970.
    private const long Epoch = 1_420_070_400;
    private const int NanosPerMilli = 1_000_000;

    private readonly OutStream _secondBytes;
    private readonly OutStream _nanoBytes;
    private readonly IIntegerWriter _seconds;
    private readonly IIntegerWriter _nanos;
    private readonly TimestampStatistics _group;
    private TimestampColumn _column = null!;

    public TimestampColumnWriter(WriterContext context, BloomFilter? bloom)
        : base(context, static () => new TimestampStatistics(), bloom)
    {
        _group = (TimestampStatistics)Index.Group;
        _secondBytes = context.NewStream();
        _nanoBytes = context.NewStream();
        _seconds = context.NewIntegers(_secondBytes, signed: true);
        _nanos = context.NewIntegers(_nanoBytes, signed: false);
    }

    public override long EncodedBytes => base.EncodedBytes + _secondBytes.Length + _nanoBytes.Length;

    public override long Memory => base.Memory + _secondBytes.Memory + _nanoBytes.Memory;

    public override void Clear()
    {
        base.Clear();
        _secondBytes.Clear();
        _nanoBytes.Clear();
    }

    protected override void BindValues(Column column) => _column = (TimestampColumn)column;

    protected override void WriteValues(int from, int count)
    {
        var seconds = _column.Seconds.Slice(from, count);
        var nanos = _column.Nanos.Slice(from, count);
        for (var i = 0; i < seconds.Length; i++)
        {
            var millis = unchecked((seconds[i] * 1_000) + (nanos[i] / NanosPerMilli));
            AddToIndex(millis);
            if (millis < 0 && nanos[i] % NanosPerMilli != 0) AddToIndex(millis + 1);
            _seconds.Write(unchecked(Rounded(seconds[i], nanos[i]) - Epoch));
            _nanos.Write(Packed(nanos[i]));
        }
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _seconds.Flush();
        _secondBytes.RecordPosition(positions);
        positions.Add(0);
        _nanos.Flush();
        _nanoBytes.RecordPosition(positions);
        positions.Add(0);
    }

    protected override void EndValues(StripeParts parts)
    {
        _seconds.Flush();
        _nanos.Flush();
        parts.AddData(StreamKind.Data, Id, _secondBytes);
        parts.AddData(StreamKind.Secondary, Id, _nanoBytes);
        parts.AddEncoding(Context.Direct, null, Index.Bloom is not null);
    }

    // Milliseconds are rounded down, but some readers round what they look for towards zero: both must be found.
    private void AddToIndex(long millis)
    {
        _group.Add(millis);
        Index.Bloom?.Add(BloomHash.Of(millis));
    }

    // Before 1970 readers take a second off where the fraction reaches a millisecond. The format's first writer rounded
    // towards zero there, and the rule has stayed.
    private static long Rounded(long seconds, int nanos) => seconds < 0 && nanos > 999_999 ? seconds + 1 : seconds;

    private static long Packed(int nanos)
    {
        if (nanos == 0) return 0;
        if (nanos % 100 != 0) return (long)nanos << 3;
        nanos /= 100;
        var zeros = 1;
        for (; nanos % 10 == 0 && zeros < 7; zeros++) nanos /= 10;
        return ((long)nanos << 3) | (long)zeros;
    }
}
