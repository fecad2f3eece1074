namespace Hydrant.Functions.Processes;

/// <summary>
/// Between a process that asks for its next call and the pool that has one: one call at a time, handed over once. Safe
/// from any thread.
/// </summary>
internal sealed class WorkDesk
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<FunctionAnswer> _initFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<Invocation>? _waiter;
    private Invocation? _waiting;
    private Invocation? _atWork;

    /// <summary>Completes when the process has asked for work the first time: its code is loaded.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes when the process says that its code cannot be loaded.</summary>
    public Task<FunctionAnswer> InitFailure => _initFailure.Task;

    public void Hand(Invocation invocation)
    {
        TaskCompletionSource<Invocation>? waiter;
        lock (_gate)
        {
            _atWork = invocation;
            waiter = _waiter;
            _waiter = null;
            if (waiter is null) _waiting = invocation;
        }

        waiter?.TrySetResult(invocation);
    }

    /// <summary>Answers the process's question for work, when there is some.</summary>
    public Task<Invocation> NextAsync()
    {
        _asked.TrySetResult();
        lock (_gate)
        {
            if (_waiting is { } invocation)
            {
                _waiting = null;
                return Task.FromResult(invocation);
            }

            _waiter = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>False when the process is at no such call: it has answered already, or made the identifier up.</summary>
    public bool TryComplete(string id, FunctionAnswer answer)
    {
        Invocation? invocation;
        lock (_gate)
        {
            invocation = _atWork;
            if (invocation?.Id != id) return false;
            _atWork = null;
        }

        return invocation.TryComplete(answer);
    }

    public bool FailInit(FunctionAnswer answer) => _initFailure.TrySetResult(answer);
}
