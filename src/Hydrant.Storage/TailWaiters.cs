using Hydrant.Core;

namespace Hydrant.Storage;

/// <summary>
/// Those who wait for a log's tail to move; a part of a backend. Not thread-safe: the owner's lock is held in every call.
/// A waiter whose token was cancelled leaves with the next wake-up.
/// </summary>
public sealed class TailWaiters
{
    private List<Waiter>? _waiting;

    /// <summary>Completes when <see cref="Wake"/> names a tail beyond this one.</summary>
    public ValueTask Add(LogOffset tail, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled(ct);
        var waiter = new Waiter(tail, ct);
        _waiting ??= [];
        _waiting.RemoveAll(static waiter => waiter.Task.IsCompleted);
        _waiting.Add(waiter);
        return new ValueTask(waiter.WaitAsync());
    }

    public void Wake(LogOffset tail)
    {
        if (_waiting is null) return;
        _waiting.RemoveAll(waiter =>
        {
            if (waiter.Tail >= tail) return false;
            waiter.TrySetResult(); // False only when it was cancelled.
            return true;
        });
        if (_waiting.Count == 0) _waiting = null;
    }

    public void Fail(string why)
    {
        foreach (var waiter in _waiting ?? [])
            waiter.TrySetException(new StorageException(StorageFaultKind.Closed, $"{why}."));
        _waiting = null;
    }

    private sealed class Waiter(LogOffset tail, CancellationToken ct)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public LogOffset Tail => tail;

        public async Task WaitAsync()
        {
            using (ct.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), this)) await Task;
        }
    }
}
