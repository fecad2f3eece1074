using Hydrant.Storage;

namespace Hydrant.Streams;

/// <summary>Work that goes round all streams of the server again and again. One loop for all of them.</summary>
internal sealed class StreamRounds(StreamDirectory streams, Func<LiveStream, CancellationToken, Task> work, TimeProvider clock)
{
    /// <summary>Goes round until it is told to stop, with a pause before each round.</summary>
    public async Task RunAsync(TimeSpan every, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(every, clock, stopping);
                await OnceAsync(stopping);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception mistake)
        {
            streams.Events?.WorkStopped(mistake);
        }
    }

    /// <summary>One round.</summary>
    public async Task OnceAsync(CancellationToken ct)
    {
        foreach (var stream in streams.All)
        {
            try
            {
                await work(stream, ct);
            }
            catch (StorageException gone) when (gone.Kind == StorageFaultKind.Closed)
            {
                // The stream was deleted meanwhile.
            }
            catch (StorageException failure)
            {
                streams.Events?.WorkFailed(failure); // The next round tries again.
            }
        }
    }
}
