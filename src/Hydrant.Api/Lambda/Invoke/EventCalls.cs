using Hydrant.Functions;

namespace Hydrant.Api.Lambda.Invoke;

/// <summary>
/// Calls whose caller does not wait: repeated twice when they fail, as in the service. They are kept in memory; a stop
/// ends them. Safe from any thread.
/// </summary>
public sealed class EventCalls(IFunctionInvoker functions, TimeProvider clock) : IAsyncDisposable
{
    private const int MaxCalls = 1_000;
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _calls = [];

    /// <summary>False when too many are under way.</summary>
    public bool TryStart(string functionArn, ReadOnlyMemory<byte> payload)
    {
        var owned = payload.ToArray();
        lock (_gate)
        {
            if (_calls.Count >= MaxCalls || _stopping.IsCancellationRequested) return false;
            var call = RunAsync(functionArn, owned);
            if (call.IsCompleted) return true;
            _calls.Add(call);
            _ = ForgetAsync(call);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] calls;
        lock (_gate)
        {
            _stopping.Cancel();
            calls = [.. _calls];
        }

        await Task.WhenAll(calls);
        _stopping.Dispose();
    }

    private async Task RunAsync(string functionArn, byte[] payload)
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var answer = await functions.InvokeAsync(functionArn, payload, _stopping.Token);
                if (answer.Ok || answer.Kind == FunctionAnswerKind.NotFound) return;
                if (attempt < Attempts) await Task.Delay(FirstPause * attempt, clock, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server is being stopped.
        }
    }

    private async Task ForgetAsync(Task call)
    {
        await call;
        lock (_gate) _calls.Remove(call);
    }
}
