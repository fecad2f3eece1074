using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>Binaries: how many bytes there are.</summary>
internal sealed class BinaryStatistics : ColumnStatistics
{
    private const int Field = 8;

    private long _bytes;

    public void Add(long bytes) => _bytes += bytes;

    protected override void MergeValues(ColumnStatistics other) => _bytes += ((BinaryStatistics)other)._bytes;

    protected override void ClearValues() => _bytes = 0;

    protected override void WriteValues(ProtoWriter message) =>
        message.Message(Field, new ProtoWriter().Signed(1, _bytes));
}
