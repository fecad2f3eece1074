using System.Collections.Concurrent;

namespace Hydrant.Storage.Segments.Disks;

/// <summary>A thread that runs one asynchronous loop and everything that follows its awaits, and blocks in between.</summary>
internal sealed class LoopThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _work = [];

    /// <summary>Completes, elsewhere, when the loop has ended.</summary>
    public static Task RunAsync(string name, Func<Task> loop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(loop, ended)) { IsBackground = true, Name = name };
        thread.Start();
        return ended.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The loop has ended and nobody waits for what would follow.
        }
    }

    public void Dispose() => _work.Dispose();

    private static void Run(Func<Task> loop, TaskCompletionSource ended)
    {
        var context = new LoopThread();
        SetSynchronizationContext(context);
        var task = loop();
        _ = task.ContinueWith(_ => context._work.CompleteAdding(), TaskScheduler.Default);
        foreach (var (call, state) in context._work.GetConsumingEnumerable()) call(state);
        ended.SetFromTask(task);
    }
}
