using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// Repeats a pump's step for as long as it takes: pauses grow with failures in a row, what cannot be made good ends it.
/// Only <see cref="RunAsync"/> and the step it calls touch it; <see cref="Progress"/> may be read from anywhere.
/// </summary>
/// <param name="stream">The delivery stream, for those who are told.</param>
/// <param name="source">The log the pump reads.</param>
/// <param name="ownsSource">False when the log is a shard of a Kinesis stream, which may go away any time.</param>
/// <param name="parts">What pumps share.</param>
internal sealed class PumpLoop(Arn stream, ShardKey source, bool ownsSource, DeliveryParts parts)
{
    private volatile PumpProgress _progress = PumpProgress.None(source);

    public PumpProgress Progress => _progress;

    /// <summary>Everything below that offset is done.</summary>
    public void Moved(LogOffset checkpoint) => _progress = _progress with { Checkpoint = checkpoint };

    /// <summary>Ends when it is stopped, when the step answers null, or when going on would do harm.</summary>
    public async Task RunAsync(Func<CancellationToken, ValueTask<DeliveryVerdict?>> step, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                if (await step(stopping) is not { } verdict) return;
                if (verdict.Kind == DeliveryVerdictKind.Reject) throw new StorageException(StorageFaultKind.Corrupt, verdict.Reason);

                failures = verdict.Kind == DeliveryVerdictKind.Delivered ? 0 : failures + 1;
                if (failures > 0) await PauseAsync(failures, verdict.Reason, stopping);
                else if (_progress.FailedAttempts > 0) _progress = _progress with { FailedAttempts = 0, LastError = null };
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (IsFinal(failure))
                {
                    Stop(failure);
                    return;
                }

                failures++;
                await PauseAsync(failures, failure.Message, stopping);
            }
        }
    }

    private async ValueTask PauseAsync(int failures, string reason, CancellationToken stopping)
    {
        _progress = _progress with { FailedAttempts = failures, LastError = reason };
        parts.Events.AttemptFailed(stream, source, failures, reason);
        try
        {
            await Task.Delay(Backoff.After(parts.Options, failures, parts.Ids), parts.Clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Stop(Exception cause)
    {
        _progress = _progress with { LastError = cause.Message, HasStopped = true };

        // A shard that expired, or went with its stream, took its records along; that is no trouble of the pump's.
        if (ownsSource || cause is not StorageException { Kind: StorageFaultKind.Closed })
            parts.Events.PumpStopped(stream, source, cause);
    }

    private static bool IsFinal(Exception failure) => failure is InvariantException
        or StorageException { Kind: StorageFaultKind.Closed or StorageFaultKind.Corrupt or StorageFaultKind.Fenced };
}
