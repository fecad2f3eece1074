using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Destinations.Shared;
using Hydrant.Formats.Compression;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Destinations.S3;

/// <summary>
/// The bytes of an object on their way: data of records, one after the other, through the compressor. For one caller
/// at a time.
/// </summary>
internal sealed class S3Body(IObjectWriter target, ICompressor compressor, FailureTally? failures) : IDisposable
{
    private const int Piece = 256 * 1024;

    private readonly PooledOutput _output = new(Piece);

    /// <summary>How many records are in it.</summary>
    public long Records { get; private set; }

    /// <summary>Adds the records of a page of the batch.</summary>
    public async ValueTask WriteAsync(DeliveryBatch batch, RecordPage page, CancellationToken ct)
    {
        Compress(batch, page);
        if (_output.Count >= Piece) await FlushAsync(ct);
    }

    /// <summary>Adds what the compressor still holds. Once.</summary>
    public async ValueTask FinishAsync(CancellationToken ct)
    {
        compressor.Finish(_output);
        await FlushAsync(ct);
    }

    public void Dispose()
    {
        compressor.Dispose();
        _output.Dispose();
    }

    private void Compress(DeliveryBatch batch, RecordPage page)
    {
        foreach (var record in batch.RecordsOf(page))
        {
            compressor.Write(record.Data, _output);
            failures?.AddLine(record.Data);
            Records++;
        }
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        if (_output.Count == 0) return;
        await target.WriteAsync(_output.Written, ct);
        _output.Clear();
    }
}
