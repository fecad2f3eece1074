namespace Hydrant.Formats.Columns;

/// <summary>
/// Writes one file of a columnar format, batch by batch. The same batches, options and flushes give the same bytes. One
/// caller at a time; dispose in every case, a file that was not finished is no file.
/// </summary>
public interface IColumnFileWriter : IDisposable
{
    /// <summary>
    /// Bytes of memory held for rows that are not written yet, room that is not used yet included;
    /// <see cref="FlushRowGroupAsync"/> makes it small.
    /// </summary>
    long BufferedBytes { get; }

    /// <summary>Bytes given to the output so far.</summary>
    long WrittenBytes { get; }

    /// <summary>Rows taken so far.</summary>
    long Rows { get; }

    /// <summary>Takes a batch of the file's schema. The batch is the caller's again when the call returns.</summary>
    ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct);

    /// <summary>
    /// Ends the row group or stripe early and gives its memory back. Writes nothing when no row is held.
    /// </summary>
    ValueTask FlushRowGroupAsync(CancellationToken ct);

    /// <summary>Writes what is held and the file's end. Once; nothing may be written after it.</summary>
    ValueTask FinishAsync(CancellationToken ct);
}
