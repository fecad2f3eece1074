using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// Writes one column of the file, nested ones with their children. A batch's column is bound, then slots are taken from
/// its front in pieces, so that row groups end where the file wants them and not where batches do.
/// </summary>
internal abstract class ColumnWriter : IDisposable
{
    private readonly OutStream _presentBytes;
    private readonly ByteRunWriter _presentRuns;
    private readonly BitRunWriter _present;
    private bool _hasNulls;
    private int _slot;
    private int _value;

    protected ColumnWriter(WriterContext context, Func<ColumnStatistics> newStatistics, BloomFilter? bloom)
    {
        Context = context;
        Id = context.NextColumn();
        Index = new ColumnIndex(newStatistics, bloom);
        _presentBytes = context.NewStream();
        _presentRuns = new ByteRunWriter(_presentBytes);
        _present = new BitRunWriter(_presentRuns);
    }

    public int Id { get; }

    public ColumnIndex Index { get; }

    /// <summary>Encoded bytes so far, those of children included: what the stripe would about take.</summary>
    public virtual long EncodedBytes => _presentBytes.Length;

    /// <summary>Bytes of memory held.</summary>
    public virtual long Memory => _presentBytes.Memory;

    protected WriterContext Context { get; }

    /// <summary>Itself and all within, by ids.</summary>
    public virtual IEnumerable<ColumnWriter> All => [this];

    public void Bind(Column column)
    {
        _slot = 0;
        _value = 0;
        BindValues(column);
    }

    /// <summary>Takes the next slots of the bound column.</summary>
    public void Write(Column column, int slots)
    {
        var values = slots;
        if (column.HasNulls)
        {
            var flags = column.Present.Slice(_slot, slots);
            values = flags.Count((byte)1);
            _present.Write(flags);
            _hasNulls |= values < slots;
        }
        else
        {
            _present.WriteTrue(slots);
        }

        Index.Group.Count(values, values < slots);
        if (values > 0) WriteValues(_value, values);
        _slot += slots;
        _value += values;
    }

    public void BeginGroup()
    {
        var bits = _present.EndRun();
        _presentBytes.RecordPosition(Index.PresentPositions);
        Index.PresentPositions.Add(0);
        Index.PresentPositions.Add((ulong)bits);
        BeginValueGroup(Index.Positions);
    }

    public virtual void EndGroup()
    {
        EndValueGroup();
        Index.EndGroup();
    }

    /// <summary>
    /// Hands over the streams of the stripe; they are the writer's again, to be cleared, when it is written.
    /// </summary>
    public void EndStripe(StripeParts parts)
    {
        _present.Flush();
        if (_hasNulls) parts.AddData(StreamKind.Present, Id, _presentBytes);
        EndValues(parts);
        Index.EndStripe(Id, _hasNulls, parts);
        EndChildren(parts);
    }

    /// <summary>Gives the memory of the stripe back.</summary>
    public virtual void Clear()
    {
        _hasNulls = false;
        _presentBytes.Clear();
    }

    public void Dispose() => Clear();

    protected abstract void BindValues(Column column);

    /// <summary>Takes values that are there, by their place among those of the bound column.</summary>
    protected abstract void WriteValues(int from, int count);

    /// <summary>Ends runs under way and records where the next values stand; children follow with their own.</summary>
    protected abstract void BeginValueGroup(List<ulong> positions);

    protected virtual void EndValueGroup()
    {
    }

    /// <summary>Hands over the encoding and the streams of the values.</summary>
    protected abstract void EndValues(StripeParts parts);

    protected virtual void EndChildren(StripeParts parts)
    {
    }
}
