using Hydrant.Core;
using Hydrant.Functions.Logs;
using Hydrant.Functions.Pooling;
using Hydrant.Functions.Runtimes;

namespace Hydrant.Functions;

/// <summary>
/// Runs functions as processes of this machine. Finds a function in its sources at every call, in their order, so that a
/// change of code or settings holds from the next call on. Disposing ends every process. Safe from any thread.
/// </summary>
public sealed class FunctionHost : IFunctionInvoker, IAsyncDisposable
{
    private readonly FunctionOptions _options;
    private readonly IReadOnlyList<IFunctionSource> _sources;
    private readonly IFunctionInvoker? _elsewhere;
    private readonly IIdSource _ids;
    private readonly TimeProvider _clock;
    private readonly RuntimeFiles _files;
    private readonly SemaphoreSlim _processes;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FunctionPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionLog> _logs = new(StringComparer.Ordinal);
    private readonly List<FunctionPool> _retired = [];
    private readonly HashSet<Task> _retiring = [];
    private bool _isStopped;

    /// <param name="options">Checked before.</param>
    /// <param name="sources">Where functions are; the first that has one of the name wins.</param>
    /// <param name="elsewhere">Asked for functions that are in no source; null when there is nobody to ask.</param>
    public FunctionHost(
        FunctionOptions options, IReadOnlyList<IFunctionSource> sources, IFunctionInvoker? elsewhere, IIdSource ids, TimeProvider clock)
    {
        (_options, _sources, _elsewhere, _ids, _clock) = (options, sources, elsewhere, ids, clock);
        _processes = new SemaphoreSlim(options.MaxProcesses);
        _files = RuntimeFiles.Write(Path.Combine(options.State, "runtimes"));
    }

    public async ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        if (payload.Length > FunctionLimits.MaxPayload)
        {
            return FunctionAnswer.Refused(
                FunctionAnswerKind.TooLarge, $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {FunctionLimits.MaxPayload} bytes)");
        }

        if (!FunctionReference.TryParse(functionArnOrName, out var reference)) return NotFound(functionArnOrName);
        while (true)
        {
            string? mistake = null;
            var function = _options.IsEnabled ? Find(reference, out mistake) : null;
            if (mistake is not null) return FunctionAnswer.Failed(FunctionAnswerKind.Crashed, mistake, "Runtime.InvalidEntrypoint");
            if (function is null)
                return _elsewhere is null ? NotFound(functionArnOrName) : await _elsewhere.InvokeAsync(functionArnOrName, payload, ct);
            if (PoolOf(function) is not { } pool)
                return FunctionAnswer.Refused(FunctionAnswerKind.Unavailable, "The server is being stopped.");
            if (await pool.InvokeAsync(payload, ct) is { } answer) return answer;
        }
    }

    /// <summary>The function as a call of it would find it, or null.</summary>
    public FunctionDefinition? Find(FunctionReference reference, out string? mistake)
    {
        mistake = null;
        foreach (var source in _sources)
        {
            if (source.Find(reference, out mistake) is { } found) return found;
            if (mistake is not null) return null;
        }

        return null;
    }

    /// <summary>Ends the processes of a function that is deleted; those at work answer first.</summary>
    public void Forget(string functionArn)
    {
        lock (_gate)
        {
            if (_pools.Remove(functionArn, out var pool)) Retire(pool);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<FunctionPool> pools;
        List<Task> retiring;
        lock (_gate)
        {
            _isStopped = true;
            pools = [.. _pools.Values, .. _retired];
            _pools.Clear();
            retiring = [.. _retiring];
        }

        await Task.WhenAll(pools.Select(pool => pool.DisposeAsync().AsTask()));
        await Task.WhenAll(retiring);
        foreach (var log in _logs.Values) log.Dispose();
        _processes.Dispose();
    }

    private FunctionPool? PoolOf(FunctionDefinition function)
    {
        lock (_gate)
        {
            if (_isStopped) return null;
            if (_pools.TryGetValue(function.Arn, out var pool))
            {
                if (pool.Revision == function.Revision) return pool;
                Retire(pool);
            }

            pool = new FunctionPool(function, _options, _files, LogOf(function.Name), _processes, MakeRoom, _ids, _clock);
            _pools[function.Arn] = pool;
            return pool;
        }
    }

    private void MakeRoom()
    {
        lock (_gate) _ = _pools.Values.Any(static pool => pool.TryEndIdle());
    }

    // Under the gate.
    private FunctionLog LogOf(string name)
    {
        if (!_logs.TryGetValue(name, out var log))
            _logs[name] = log = new FunctionLog(Path.Combine(_options.State, "logs", $"{name}.log"), _options.MaxLogFile);
        return log;
    }

    // Under the gate. A stop does not wait for calls of a pool that is on its way out: it ends them.
    private void Retire(FunctionPool pool)
    {
        _retired.Add(pool);
        var task = RetireAsync(pool);
        if (!task.IsCompleted) _retiring.Add(task);
        _ = task.ContinueWith(
            done =>
            {
                lock (_gate) _retiring.Remove(done);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task RetireAsync(FunctionPool pool)
    {
        await pool.RetireAsync();
        lock (_gate) _retired.Remove(pool);
    }

    private static FunctionAnswer NotFound(string name) =>
        FunctionAnswer.Refused(FunctionAnswerKind.NotFound, $"Function not found: {name}");
}
