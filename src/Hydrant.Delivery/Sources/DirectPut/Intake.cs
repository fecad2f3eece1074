using System.Globalization;
using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Sources.DirectPut;

/// <summary>Where callers' records enter a delivery stream: a log of its own. Safe from any thread.</summary>
public sealed class Intake
{
    /// <summary>
    /// Length of a record's identifier: log, shard, arrival in epoch milliseconds and offset, in hexadecimal.
    /// </summary>
    public const int RecordIdChars = 8 + 4 + 12 + 16;

    private readonly IShardLog _log;

    internal Intake(IShardLog log) => _log = log;

    /// <summary>The records are durable, and will be delivered, when this completes.</summary>
    /// <exception cref="StorageException">Full, Unavailable or Closed; then none of them was taken.</exception>
    public ValueTask<AppendedRange> PutAsync(RecordBuffer records, CancellationToken ct) =>
        _log.AppendAsync(records, ct);

    /// <summary>What a caller is told of a record: opaque to it, and findable in the log for us.</summary>
    public string RecordIdOf(LogOffset offset, long arrivedAtMs)
    {
        Span<byte> id = stackalloc byte[RecordIdChars];
        FormatRecordId(offset, arrivedAtMs, id);
        return Encoding.ASCII.GetString(id);
    }

    /// <summary>Writes the identifier as ASCII into <see cref="RecordIdChars"/> bytes.</summary>
    public void FormatRecordId(LogOffset offset, long arrivedAtMs, Span<byte> target)
    {
        var ok = _log.Key.Log.TryFormat(target, out _, "x8", CultureInfo.InvariantCulture)
            & _log.Key.Shard.TryFormat(target[8..], out _, "x4", CultureInfo.InvariantCulture)
            & arrivedAtMs.TryFormat(target[12..], out _, "x12", CultureInfo.InvariantCulture)
            & offset.Value.TryFormat(target[24..], out var last, "x16", CultureInfo.InvariantCulture);
        Invariant.That(ok && 24 + last == RecordIdChars);
    }
}
