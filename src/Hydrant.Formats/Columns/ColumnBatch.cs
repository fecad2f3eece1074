using Hydrant.Core;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Rows of a table, column by column. One caller at a time; memory comes from a pool, so dispose.</summary>
public sealed class ColumnBatch : IDisposable
{
    private readonly Column[] _columns;

    public ColumnBatch(TableSchema schema)
    {
        Schema = schema;
        _columns = [.. schema.Fields.Select(field => Column.Of(field.Type))];
    }

    public TableSchema Schema { get; }

    /// <summary>In the order of the schema's columns; each has <see cref="Rows"/> slots.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    public int Rows { get; private set; }

    internal Column[] Members => _columns;

    /// <summary>Bytes of memory in use by the rows.</summary>
    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var column in _columns) bytes += column.Bytes;
            return bytes;
        }
    }

    /// <summary>A row is complete: one slot was added to every column.</summary>
    public void CommitRow() => Rows++;

    /// <summary>Takes back the newest rows until so many are left, and what a row in the making has added.</summary>
    public void RollBack(int rows)
    {
        Invariant.That(rows <= Rows);
        foreach (var column in _columns) column.Truncate(rows);
        Rows = rows;
    }

    /// <summary>Empties the batch; its memory is kept.</summary>
    public void Clear()
    {
        foreach (var column in _columns) column.Clear();
        Rows = 0;
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        Rows = 0;
    }

    /// <summary>Whether every column has a slot for each row; checked where a batch is handed on.</summary>
    public void Check() => Invariant.That(Array.TrueForAll(_columns, column => column.Slots == Rows));
}
