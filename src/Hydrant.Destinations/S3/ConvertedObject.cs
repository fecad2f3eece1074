using Hydrant.Delivery.Conversion;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Sources;
using Hydrant.Destinations.Shared;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Destinations.S3;

/// <summary>
/// A batch on its way into a file of columns, and what does not fit into the error output. The same plan and records give
/// the same bytes in both. For one caller at a time.
/// </summary>
internal sealed class ConvertedObject : IAsyncDisposable
{
    // Rows go to the writer in batches that stay in the processor's cache.
    private const int BatchBytes = 1024 * 1024;
    private const int LookEvery = 128;

    private readonly Func<ValueTask<IObjectWriter>> _openErrors;
    private readonly IColumnFileWriter _writer;
    private readonly IJsonColumnReader _reader;
    private readonly PooledOutput _lines = new(4096);
    private readonly ColumnBatch _rows;
    private readonly long _memory;
    private readonly TableName _table;
    private IObjectWriter? _errors;

    /// <param name="plan">How records become rows.</param>
    /// <param name="schema">The columns of this file.</param>
    /// <param name="target">Takes the file.</param>
    /// <param name="openErrors">Begins the object of the error output; asked when there is an error.</param>
    /// <param name="memory">Bytes of rows that may be held; beyond them a row group ends early.</param>
    public ConvertedObject(
        ConversionPlan plan, VersionedSchema schema, IObjectWriter target, Func<ValueTask<IObjectWriter>> openErrors, long memory)
    {
        (_openErrors, _memory) = (openErrors, memory);
        _table = plan.Schemas.Table;
        _rows = new ColumnBatch(schema.Schema);
        _reader = plan.NewReader(schema.Schema);
        _writer = plan.NewWriter(schema.Schema, new ObjectWriterStream(target));
    }

    /// <summary>Records of the error output so far.</summary>
    public FailureTally Failures { get; } = new();

    /// <summary>Rows of the file so far.</summary>
    public long Rows => _writer.Rows + _rows.Rows;

    /// <summary>Adds the records of a page of the batch.</summary>
    public async ValueTask WriteAsync(DeliveryBatch batch, RecordPage page, CancellationToken ct)
    {
        for (var done = 0; done >= 0;)
        {
            done = Convert(batch, page, done);
            if (_lines.Count > 0) await FlushErrorsAsync(ct);
            if (_rows.Bytes >= BatchBytes) await FlushRowsAsync(ct);
        }
    }

    /// <summary>Ends the file and the error output. Once.</summary>
    public async ValueTask FinishAsync(CancellationToken ct)
    {
        await FlushRowsAsync(ct);
        await _writer.FinishAsync(ct);
        if (_errors is not null) await _errors.CompleteAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_errors is not null) await _errors.DisposeAsync();
        _writer.Dispose();
        _rows.Dispose();
        _lines.Dispose();
    }

    // Goes on with the record of that number; -1 when the page is done, else where to go on when there is room again.
    private int Convert(DeliveryBatch batch, RecordPage page, int from)
    {
        var number = 0;
        foreach (var record in batch.RecordsOf(page))
        {
            if (number++ < from) continue;
            if (_reader.Add(record.Data, _rows) is { } wrong) Reject(record, wrong, batch.Plan.PlannedAtMs);
            if (number % LookEvery == 0 && _rows.Bytes >= BatchBytes) return number;
        }

        return -1;
    }

    private void Reject(SourceRecord record, JsonRejection wrong, long plannedAtMs)
    {
        var code = wrong.IsMalformedJson ? "DataFormatConversion.ParseError" : "DataFormatConversion.MalformedData";
        Failures.Add(code);
        new ConversionFailure(code, wrong.Message).Write(record, _table, plannedAtMs, _lines);
    }

    private async ValueTask FlushRowsAsync(CancellationToken ct)
    {
        await _writer.WriteAsync(_rows, ct);
        _rows.Clear();
        if (_writer.BufferedBytes > _memory) await _writer.FlushRowGroupAsync(ct);
    }

    private async ValueTask FlushErrorsAsync(CancellationToken ct)
    {
        _errors ??= await _openErrors();
        await _errors.WriteAsync(_lines.Written, ct);
        _lines.Clear();
    }
}
