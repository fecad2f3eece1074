using Hydrant.Storage;

namespace Hydrant.Streams;

/// <summary>Changes that come by themselves, a while after what began them. Safe from any thread.</summary>
internal sealed class StateChanges : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;
    private readonly IStreamEvents? _events;

    public StateChanges(TimeProvider clock, IStreamEvents? events) => (_clock, _events, Stopping) = (clock, events, _stopping.Token);

    /// <summary>Also good after the end, when a change that wakes late asks for it.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>
    /// Makes the change after the delay. A failure is one of the disk, and it is tried again until the disk is well; what
    /// a stop interrupts, the next start ends.
    /// </summary>
    public async Task LaterAsync(TimeSpan delay, Func<Task> change)
    {
        for (var wait = delay; !Stopping.IsCancellationRequested; wait = RetryDelay)
        {
            try
            {
                await Task.Delay(wait, _clock, Stopping);
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
            catch (StorageException failure)
            {
                _events?.WorkFailed(failure);
            }
            catch (Exception mistake)
            {
                _events?.WorkStopped(mistake);
                return;
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
