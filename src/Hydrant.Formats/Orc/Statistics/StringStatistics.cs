using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// Texts by their bytes, and the bytes of all. Of a least or largest one above 1,024 bytes only a bound is written: its
/// start, for the largest with the last code point raised.
/// </summary>
internal sealed class StringStatistics : ColumnStatistics
{
    private const int Field = 4;

    private readonly TextBound _min = new();
    private readonly TextBound _max = new();
    private long _bytes;
    private bool _any;

    /// <summary>Takes part in the least and the largest; <see cref="AddBytes"/> counts.</summary>
    public void AddValue(ReadOnlySpan<byte> value)
    {
        if (!_any)
        {
            _min.Set(value);
            _max.Set(value);
            _any = true;
        }
        else if (value.SequenceCompareTo(_min.Value) < 0)
        {
            _min.Set(value);
        }
        else if (value.SequenceCompareTo(_max.Value) > 0)
        {
            _max.Set(value);
        }
    }

    public void AddBytes(long bytes) => _bytes += bytes;

    protected override void MergeValues(ColumnStatistics other)
    {
        var texts = (StringStatistics)other;
        _bytes += texts._bytes;
        if (!texts._any) return;
        AddValue(texts._min.Value);
        AddValue(texts._max.Value);
    }

    protected override void ClearValues()
    {
        _any = false;
        _bytes = 0;
    }

    protected override void WriteValues(ProtoWriter message)
    {
        var own = new ProtoWriter();
        if (!_min.IsLong) own.Bytes(1, _min.Value);
        if (!_max.IsLong) own.Bytes(2, _max.Value);
        own.Signed(3, _bytes);
        if (_min.IsLong) own.Bytes(4, _min.Start);
        if (_max.IsLong && _max.RaisedStart() is { Length: > 0 } raised) own.Bytes(5, raised);
        message.Message(Field, own);
    }
}
