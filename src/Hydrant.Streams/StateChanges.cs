using Hydrant.Storage;

namespace Hydrant.Streams;

/// <summary>Changes that come by themselves, a while after what began them. Safe from any thread.</summary>
internal sealed class StateChanges(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>
    /// Makes the change after the delay. A failure is one of the disk, and it is tried again until the disk is well; what
    /// a stop interrupts, the next start ends.
    /// </summary>
    public async Task LaterAsync(TimeSpan delay, Func<Task> change)
    {
        for (var wait = delay; !_stopping.IsCancellationRequested; wait = RetryDelay)
        {
            try
            {
                await Task.Delay(wait, clock, _stopping.Token);
                await change();
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StorageException closed) when (closed.Kind == StorageFaultKind.Closed)
            {
                return;
            }
            catch (StorageException)
            {
            }
        }
    }

    /// <summary>Stops what has not begun.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
