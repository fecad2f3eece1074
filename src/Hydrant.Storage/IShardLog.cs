using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage;

/// <summary>
/// One shard's records in order. A backend is correct when <c>LogStoreCompliance</c> passes; these are its promises: an
/// append completes only when a crash can no longer lose it; offsets start at zero and have no gaps, also across
/// restarts and after everything was trimmed; arrival times never go back; a reader never sees past
/// <see cref="LogBounds.Tail"/>. Safe from any thread.
/// </summary>
public interface IShardLog
{
    ShardKey Key { get; }

    /// <summary>A snapshot; both ends only ever grow.</summary>
    LogBounds Bounds { get; }

    /// <summary>How much was ever appended, also before the last start.</summary>
    LogVolume Volume { get; }

    /// <summary>
    /// Appends every record of the buffer, in order. The backend assigns the offsets, because only it knows what else
    /// shares the commit. The buffer is the caller's again when the call completes.
    /// </summary>
    /// <exception cref="StorageException">Full, Unavailable, Sealed or Closed; then nothing was appended.</exception>
    ValueTask<AppendedRange> AppendAsync(RecordBuffer records, CancellationToken ct);

    /// <summary>
    /// Records from <paramref name="from"/>, or from the oldest one when that was trimmed. An empty page means the tail
    /// was reached; its <see cref="RecordPage.Next"/> is where to ask again. The caller disposes the page.
    /// </summary>
    /// <exception cref="StorageException">Corrupt, Unavailable or Closed.</exception>
    ValueTask<RecordPage> ReadAsync(LogOffset from, ReadLimit limit, CancellationToken ct);

    /// <summary>The first record that arrived at or after that time, or the tail when there is none.</summary>
    ValueTask<LogOffset> SeekAsync(DateTimeOffset arrivedAtOrAfter, CancellationToken ct);

    /// <summary>
    /// The stretch from <paramref name="from"/> to the first record end at which it holds at least
    /// <paramref name="enoughBytes"/> of data, or to the tail when it holds less.
    /// </summary>
    ValueTask<LogExtent> MeasureAsync(LogOffset from, long enoughBytes, CancellationToken ct);

    /// <summary>Completes when the tail is beyond the given one: at once, or woken by the append that moves it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="StorageException">Closed: the store was disposed or the log dropped.</exception>
    ValueTask WaitBeyondAsync(LogOffset tail, CancellationToken ct);

    /// <summary>
    /// Refuses appends from now on. Completes when everything accepted before is durable or refused, and returns the tail,
    /// which then stays. A seal lives in memory: whoever seals for good records it, and does not append after a restart.
    /// </summary>
    /// <exception cref="StorageException">Closed.</exception>
    ValueTask<LogOffset> SealAsync();

    /// <summary>Takes appends again.</summary>
    void Unseal();

    /// <summary>
    /// Afterwards reads below <paramref name="before"/> start there. Space returns later. A trim may be undone by a
    /// crash, never an append; whoever trims by a rule applies the rule again.
    /// </summary>
    ValueTask TrimAsync(LogOffset before, CancellationToken ct);
}
