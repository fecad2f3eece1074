namespace Hydrant.Delivery.Tests.World;

/// <summary>
/// Counts the moments at which a process could die. At the chosen one nothing goes on any more until the token is
/// cancelled, which is all that a dead process leaves behind.
/// </summary>
internal sealed class CrashPoint
{
    private int _left = int.MaxValue;
    private TaskCompletionSource _reached = new();

    /// <summary>Completes when the process is dead.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Dies at the n-th moment from now, counted from 1.</summary>
    public void Arm(int moment) => (_left, _reached) = (moment, new(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Disarm() => _left = int.MaxValue;

    public async ValueTask PassAsync(CancellationToken ct)
    {
        if (_left == int.MaxValue || Interlocked.Decrement(ref _left) > 0) return;

        _reached.TrySetResult();
        var never = new TaskCompletionSource();
        await using var registration = ct.Register(() => never.TrySetCanceled(ct));
        await never.Task;
    }
}
