using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>How many are true.</summary>
internal sealed class BooleanStatistics : ColumnStatistics
{
    private const int Field = 5;

    private ulong _true;

    public void Add(int count) => _true += (ulong)count;

    protected override void MergeValues(ColumnStatistics other) => _true += ((BooleanStatistics)other)._true;

    protected override void ClearValues() => _true = 0;

    protected override void WriteValues(ProtoWriter message) =>
        message.Message(Field, new ProtoWriter().Packed(1, [_true]));
}
