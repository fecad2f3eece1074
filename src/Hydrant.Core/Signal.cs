using System.Threading.Tasks.Sources;

namespace Hydrant.Core;

/// <summary>
/// Wakes one waiter, from any number of sides. A signal that comes while nobody waits is kept, and two are as one, so the
/// waiter looks at everything again each time it wakes. Nothing is allocated. Setting is safe from any thread; one waits
/// at a time, and goes on elsewhere than in the call that woke it.
/// </summary>
public sealed class Signal : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private bool _isSet;
    private bool _isAwaited;

    public void Set()
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                _isSet = true;
                return;
            }

            _isAwaited = false;
        }

        _core.SetResult(true);
    }

    /// <summary>Completes when it is set, at once when it already was.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            Invariant.That(!_isAwaited);
            if (_isSet)
            {
                _isSet = false;
                return ValueTask.CompletedTask;
            }

            _core.Reset();
            _isAwaited = true;
            return new ValueTask(this, _core.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
