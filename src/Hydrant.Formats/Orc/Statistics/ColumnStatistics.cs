using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// What readers skip rows by: how many values there are, whether any is missing, and by type the least, the largest and
/// the sum. Kept for a row group, a stripe and the file; values are added to the first and merged upwards.
/// </summary>
internal class ColumnStatistics
{
    private const int CountField = 1;
    private const int HasNullField = 10;

    private long _count;
    private bool _hasNull;

    public void Count(int values, bool anyNull)
    {
        _count += values;
        _hasNull |= anyNull;
    }

    public void MergeFrom(ColumnStatistics other)
    {
        _count += other._count;
        _hasNull |= other._hasNull;
        MergeValues(other);
    }

    public void Clear()
    {
        _count = 0;
        _hasNull = false;
        ClearValues();
    }

    public ProtoWriter ToMessage()
    {
        var message = new ProtoWriter().Varint(CountField, (ulong)_count);
        if (_count > 0) WriteValues(message);
        return message.Varint(HasNullField, _hasNull ? 1UL : 0);
    }

    /// <summary>The other is of the same type.</summary>
    protected virtual void MergeValues(ColumnStatistics other)
    {
    }

    protected virtual void ClearValues()
    {
    }

    protected virtual void WriteValues(ProtoWriter message)
    {
    }
}
