using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>The rows: the struct that all columns are in, with an index of its own as every column has one.</summary>
internal sealed class RootWriter : IDisposable
{
    private const int Id = 0;

    private readonly ColumnIndex _index = new(static () => new ColumnStatistics(), bloom: null);
    private readonly ColumnWriter[] _columns;

    public RootWriter(WriterContext context, TableSchema schema)
    {
        context.NextColumn();
        var bloom = BloomPaths.Of(context.Options);
        _columns =
        [
            .. schema.Fields.Select(field => ColumnWriters.Of(context, field.Type, bloom.Within(field.Name))),
        ];
    }

    public long EncodedBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var column in _columns) bytes += column.EncodedBytes;
            return bytes;
        }
    }

    public long Memory
    {
        get
        {
            var bytes = 0L;
            foreach (var column in _columns) bytes += column.Memory;
            return bytes;
        }
    }

    /// <summary>Of the file, for each column by its id.</summary>
    public IEnumerable<ProtoWriter> FileStatistics =>
    [
        _index.File.ToMessage(),
        .. _columns.SelectMany(column => column.All).Select(column => column.Index.File.ToMessage()),
    ];

    public void Bind(ColumnBatch batch)
    {
        for (var i = 0; i < _columns.Length; i++) _columns[i].Bind(batch.Columns[i]);
    }

    public void Write(ColumnBatch batch, int rows)
    {
        _index.Group.Count(rows, anyNull: false);
        for (var i = 0; i < _columns.Length; i++) _columns[i].Write(batch.Columns[i], rows);
    }

    public void BeginGroup()
    {
        foreach (var column in _columns) column.BeginGroup();
    }

    public void EndGroup()
    {
        _index.EndGroup();
        foreach (var column in _columns) column.EndGroup();
    }

    public void EndStripe(StripeParts parts)
    {
        parts.AddEncoding(ColumnEncoding.Direct, null, hasBloomFilter: false);
        _index.EndStripe(Id, withPresent: false, parts);
        foreach (var column in _columns) column.EndStripe(parts);
    }

    public void Clear()
    {
        foreach (var column in _columns) column.Clear();
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
    }
}
