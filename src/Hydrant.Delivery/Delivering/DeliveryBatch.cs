using Hydrant.Core;
using Hydrant.Delivery.Sources;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Delivering;

/// <summary>The records of a plan, read from the log page by page. For one caller at a time.</summary>
/// <param name="plan">What is delivered.</param>
/// <param name="log">Where its records are.</param>
public sealed class DeliveryBatch(DeliveryPlan plan, IShardLog log)
{
    // One page is all of a batch that is ever in memory.
    private static readonly ReadLimit Page = new(MaxRecords: 64 * 1024, MaxBytes: 2 * 1024 * 1024) { ReadsOn = true };

    private LogOffset _next = plan.First;

    public DeliveryPlan Plan => plan;

    /// <summary>Where the records end; a page may show more, when the ones asked for have expired.</summary>
    public LogOffset End => plan.End;

    /// <summary>
    /// How many records expired in their stream before they were read. An earlier attempt may have delivered them, so
    /// what is already there must not be replaced when this is not 0.
    /// </summary>
    public long Expired { get; private set; }

    /// <summary>In what form the log has the records.</summary>
    public RecordForm Form { get; init; }

    /// <summary>Where all of them go.</summary>
    public Partition Partition { get; init; } = Partition.None;

    /// <summary>The records of a page that belong to the batch, aggregates opened where they are to be.</summary>
    public SourceRecords RecordsOf(RecordPage page) => new(page, plan.End, Form);

    /// <summary>
    /// The next page, or null behind the last one; its records are shown by <see cref="RecordsOf"/>. The caller disposes
    /// it.
    /// </summary>
    /// <exception cref="StorageException">The log could not be read.</exception>
    public async ValueTask<RecordPage?> ReadAsync(CancellationToken ct)
    {
        if (_next >= plan.End) return null;

        var records = (int)Math.Min(Page.MaxRecords, plan.End - _next);
        var page = await log.ReadAsync(_next, Page with { MaxRecords = records }, ct);
        var first = LogOffset.Min(page.First, plan.End);
        Expired += first - _next;
        _next = LogOffset.Min(LogOffset.Max(page.Next, first), plan.End);
        if (first < plan.End && !page.IsEmpty) return page;

        Invariant.That(first >= plan.End); // Below the tail a page has records, unless all of the batch has expired.
        page.Dispose();
        return null;
    }
}
