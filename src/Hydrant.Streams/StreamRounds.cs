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
            catch (StorageException)
            {
                // The stream was deleted meanwhile, or the disk failed; the next round tries again.
            }
        }
    }
}
