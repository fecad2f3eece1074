using Hydrant.Core;
using Hydrant.Functions.Logs;
using Hydrant.Functions.Processes;
using Hydrant.Functions.Runtimes;

namespace Hydrant.Functions.Pooling;

/// <summary>
/// The processes of one revision of a function. The one used last is used next, so that those that are not needed fall
/// idle and end. Safe from any thread.
/// </summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionDefinition _function;
    private readonly FunctionOptions _options;
    private readonly RuntimeFiles _files;
    private readonly FunctionLog _log;
    private readonly SemaphoreSlim _allProcesses;
    private readonly SemaphoreSlim _mine;
    private readonly TimeProvider _clock;
    private readonly IIdSource _ids;
    private readonly Action _makeRoom;
    private readonly BackOff _backOff;
    private readonly Lock _gate = new();
    private readonly List<FunctionProcess> _idle = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _sweep;
    private int _waiting;
    private int _atWork;
    private TaskCompletionSource? _quiet;
    private bool _isRetired;

    public FunctionPool(
        FunctionDefinition function, FunctionOptions options, RuntimeFiles files, FunctionLog log, SemaphoreSlim allProcesses,
        Action makeRoom, IIdSource ids, TimeProvider clock)
    {
        _makeRoom = makeRoom;
        (_function, _options, _files, _log, _allProcesses, _ids, _clock) = (function, options, files, log, allProcesses, ids, clock);
        _mine = new SemaphoreSlim(options.MaxConcurrency);
        _backOff = new BackOff(options.MaxBackOff, clock);
        _sweep = clock.CreateTimer(_ => _ = EndIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Revision => _function.Revision;

    /// <summary>Null when the pool was retired meanwhile; then its successor has the call.</summary>
    public async Task<FunctionAnswer?> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_isRetired) return null;
            _atWork++;
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping.Token);
            return await InvokeInTurnAsync(payload, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return FunctionAnswer.Refused(FunctionAnswerKind.Unavailable, "The server is being stopped.");
        }
        finally
        {
            lock (_gate)
            {
                if (--_atWork == 0) _quiet?.TrySetResult();
            }
        }
    }

    /// <summary>Ends one process that has nothing to do, so that another function can have its place; false when there is none.</summary>
    public bool TryEndIdle()
    {
        FunctionProcess process;
        lock (_gate)
        {
            if (_idle.Count == 0) return false;
            process = _idle[0];
            _idle.RemoveAt(0);
        }

        _ = EndAsync(process);
        return true;
    }

    /// <summary>Takes no more calls; ends the processes once those at work have answered.</summary>
    public async Task RetireAsync()
    {
        Task quiet;
        lock (_gate)
        {
            _isRetired = true;
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_atWork == 0) _quiet.TrySetResult();
            quiet = _quiet.Task;
        }

        await quiet;
        await _sweep.DisposeAsync();
        await Task.WhenAll(Take(static _ => true).Select(EndAsync));
    }

    /// <summary>Ends every process at once, at work or not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await RetireAsync();
        _stopping.Dispose();
        _mine.Dispose();
    }

    private async Task<FunctionAnswer> InvokeInTurnAsync(ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        if (!_mine.Wait(0, CancellationToken.None))
        {
            if (Interlocked.Increment(ref _waiting) > _options.MaxWaiting)
            {
                Interlocked.Decrement(ref _waiting);
                return FunctionAnswer.Refused(FunctionAnswerKind.Throttled, "Rate Exceeded.");
            }

            try
            {
                if (!await _mine.WaitAsync(_options.MaxWait, ct))
                    return FunctionAnswer.Refused(FunctionAnswerKind.Throttled, "Rate Exceeded.");
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        try
        {
            return await InvokeOnProcessAsync(payload, ct);
        }
        finally
        {
            _mine.Release();
        }
    }

    private async Task<FunctionAnswer> InvokeOnProcessAsync(ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var id = _ids.NewGuid().ToString("D");
        var process = TakeIdle();
        if (process is null)
        {
            var (started, failure) = await StartAsync(ct);
            if (started is null) return failure! with { RequestId = id };
            process = started;
        }

        try
        {
            var answer = await process.InvokeAsync(id, payload, ct);
            if (process.IsUsable) _backOff.Succeeded();
            else _backOff.Died();
            return answer;
        }
        finally
        {
            await GiveBackAsync(process, isUsable: process.IsUsable && !ct.IsCancellationRequested);
        }
    }

    private async Task<(FunctionProcess? Process, FunctionAnswer? Failure)> StartAsync(CancellationToken ct)
    {
        if (RuntimeCommand.Find(_function, _files, out var mistake) is not { } command)
            return (null, FunctionAnswer.Failed(FunctionAnswerKind.Crashed, mistake!, "Runtime.InvalidEntrypoint"));
        if (_backOff.Pause() is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, _clock, ct);
        if (!_allProcesses.Wait(0, CancellationToken.None))
        {
            _makeRoom();
            if (!await _allProcesses.WaitAsync(_options.MaxWait, ct))
                return (null, FunctionAnswer.Refused(FunctionAnswerKind.Throttled, "Rate Exceeded."));
        }

        FunctionProcess? process = null;
        try
        {
            var parts = new ProcessParts(command, _log, $"\u0001{_ids.NewGuid():N}:", _options, _files, _clock);
            (process, var failure) = await FunctionProcess.StartAsync(_function, parts, _options.InitTimeout, ct);
            if (process is null) _backOff.Died();
            return (process, failure);
        }
        finally
        {
            if (process is null) _allProcesses.Release();
        }
    }

    private FunctionProcess? TakeIdle()
    {
        while (true)
        {
            FunctionProcess process;
            lock (_gate)
            {
                if (_idle.Count == 0) return null;
                process = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }

            if (process.IsUsable) return process;
            _ = EndAsync(process); // It died while it had nothing to do.
        }
    }

    private async Task GiveBackAsync(FunctionProcess process, bool isUsable)
    {
        if (!isUsable)
        {
            await EndAsync(process);
            return;
        }

        lock (_gate) _idle.Add(process);
        _sweep.Change(_options.IdleTime + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private async Task EndIdleAsync()
    {
        var ended = Take(process => _clock.GetElapsedTime(process.IdleSince) >= _options.IdleTime);
        await Task.WhenAll(ended.Select(EndAsync));
        lock (_gate)
        {
            if (_idle.Count > 0 && !_isRetired) _sweep.Change(_options.IdleTime, Timeout.InfiniteTimeSpan);
        }
    }

    private List<FunctionProcess> Take(Func<FunctionProcess, bool> which)
    {
        lock (_gate)
        {
            var taken = _idle.Where(which).ToList();
            _idle.RemoveAll(taken.Contains);
            return taken;
        }
    }

    private async Task EndAsync(FunctionProcess process)
    {
        await process.DisposeAsync();
        _allProcesses.Release();
    }
}
