using System.Globalization;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Sources.DirectPut;

/// <summary>Where callers' records enter a delivery stream: a log of its own. Safe from any thread.</summary>
public sealed class Intake
{
    private readonly IShardLog _log;

    internal Intake(IShardLog log) => _log = log;

    /// <summary>The records are durable, and will be delivered, when this completes.</summary>
    /// <exception cref="StorageException">Full, Unavailable or Closed; then none of them was taken.</exception>
    public ValueTask<AppendedRange> PutAsync(RecordBuffer records, CancellationToken ct) => _log.AppendAsync(records, ct);

    /// <summary>What a caller is told of a record: opaque to it, and findable in the log for us.</summary>
    public string RecordIdOf(LogOffset offset, long arrivedAtMs) => string.Create(
        CultureInfo.InvariantCulture, $"{_log.Key.Log:x8}{_log.Key.Shard:x4}{arrivedAtMs:x12}{offset.Value:x16}");
}
