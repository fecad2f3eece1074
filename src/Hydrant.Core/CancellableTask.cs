namespace Hydrant.Core;

/// <summary>Waits for a task that knows no cancellation, without leaving the caller's thread.</summary>
public static class CancellableTask
{
    /// <exception cref="OperationCanceledException">The token was cancelled first; the task goes on.</exception>
    public static async Task OrCancelledAsync(this Task task, CancellationToken ct)
    {
        var either = new TaskCompletionSource();
        await using var registration = ct.Register(() => either.TrySetCanceled(ct));
        _ = ForwardAsync(task, either);
        await either.Task;
    }

    private static async Task ForwardAsync(Task task, TaskCompletionSource either)
    {
        await task;
        either.TrySetResult(); // False when the wait was cancelled; then nobody is interested.
    }
}
