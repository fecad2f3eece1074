using System.Globalization;
using System.Text;
using Hydrant.Core;
using Hydrant.Functions.Logs;

namespace Hydrant.Functions.Processes;

/// <summary>One process of a function, and its calls one after another. Used by one caller at a time.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    /// <summary>How often the memory of a process at work is measured: the kernel tells of no limit on resident memory.</summary>
    private static readonly TimeSpan MemoryCheck = TimeSpan.FromMilliseconds(50);

    /// <summary>How long an answer waits for the last lines of its log.</summary>
    private static readonly TimeSpan LogPatience = TimeSpan.FromMilliseconds(100);

    private readonly FunctionDefinition _function;
    private readonly WorkDesk _desk;
    private readonly RuntimeApi _api;
    private readonly ProcessGroup _group;
    private readonly OutputReader _output;
    private readonly Task _reading;
    private readonly FunctionLog _log;
    private readonly LogTail _tail;
    private readonly TimeProvider _clock;
    private readonly bool _marks;
    private TimeSpan? _initTook;
    private long _mostMemory;
    private int _isEnded;

    private FunctionProcess(FunctionDefinition function, WorkDesk desk, RuntimeApi api, ProcessGroup group, ProcessParts parts)
    {
        (_function, _desk, _api, _group) = (function, desk, api, group);
        (_log, _tail, _clock, _marks) = (parts.Log, new LogTail(), parts.Clock, parts.Command.Marks);
        _output = new OutputReader(group.Output, _log, _tail, parts.Mark);
        _reading = _output.RunAsync();
    }

    /// <summary>True when it can take another call.</summary>
    public bool IsUsable => _isEnded == 0 && !_group.Exited.IsCompleted && !_desk.InitFailure.IsCompleted;

    public int GroupId => _group.Id;

    /// <summary>Since when it waits for a call.</summary>
    public long IdleSince { get; private set; }

    /// <summary>Starts it and waits until its code is loaded; or the answer that calls get when it is not.</summary>
    public static async Task<(FunctionProcess? Process, FunctionAnswer? Failure)> StartAsync(
        FunctionDefinition function, ProcessParts parts, TimeSpan initTimeout, CancellationToken ct)
    {
        var desk = new WorkDesk();
        var api = await RuntimeApi.StartAsync(desk, function, ct);
        ProcessGroup group;
        try
        {
            var environment = parts.EnvironmentOf(function, api.Address);
            group = ProcessGroup.Start(parts.Command.Program, parts.Command.Arguments, function.CodeDirectory, environment);
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
        {
            await api.DisposeAsync();
            return (null, FunctionAnswer.Failed(FunctionAnswerKind.Crashed, $"Error: fork/exec: {failure.Message}", "Runtime.InvalidEntrypoint"));
        }

        var process = new FunctionProcess(function, desk, api, group, parts);
        FunctionAnswer? failed;
        try
        {
            failed = await process.InitAsync(initTimeout, ct);
        }
        catch (OperationCanceledException)
        {
            await process.DisposeAsync();
            throw;
        }

        if (failed is null) return (process, null);
        await process.DisposeAsync();
        return (null, failed with { LogTail = process._tail.Copy() });
    }

    /// <exception cref="OperationCanceledException">The token was cancelled; the process has been ended.</exception>
    public async Task<FunctionAnswer> InvokeAsync(string id, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        var invocation = new Invocation(id, payload, _clock.GetUtcNow() + _function.Timeout);
        _output.BeginCall();
        Write($"START RequestId: {id} Version: $LATEST");
        _desk.Hand(invocation);
        FunctionAnswer answer;
        await using (_clock.CreateTimer(_ => CheckMemory(), null, MemoryCheck, MemoryCheck))
        {
            answer = await OutcomeAsync(invocation, ct);
        }

        if (_marks && IsUsable) await Task.WhenAny(_output.Marked, Task.Delay(LogPatience, _clock, ct));
        Report(id, _clock.GetElapsedTime(started), answer);
        IdleSince = _clock.GetTimestamp();
        return answer with { LogTail = _tail.Copy() };
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0) return;
        _group.End();
        await _group.Exited;
        await _reading;
        _group.Dispose();
        await _api.DisposeAsync();
    }

    private async Task<FunctionAnswer?> InitAsync(TimeSpan limit, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        var late = Task.Delay(limit, _clock, ct);
        await Task.WhenAny(_desk.Asked, _desk.InitFailure, _group.Exited, late);
        ct.ThrowIfCancellationRequested();
        _initTook = _clock.GetElapsedTime(started);
        if (_desk.InitFailure.IsCompletedSuccessfully) return await _desk.InitFailure;
        if (_desk.Asked.IsCompleted)
        {
            CheckMemory();
            return null;
        }

        if (_group.Exited.IsCompleted)
            return FunctionAnswer.Failed(FunctionAnswerKind.Crashed, $"Error: {ProcessGroup.Describe(await _group.Exited)}", "Runtime.ExitError");

        return FunctionAnswer.Failed(
            FunctionAnswerKind.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"Error: Init phase timed out after {limit.TotalSeconds:0.00} seconds"),
            "Sandbox.Timedout");
    }

    private async Task<FunctionAnswer> OutcomeAsync(Invocation invocation, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var late = Task.Delay(_function.Timeout, _clock, ending.Token);
        await Task.WhenAny(invocation.Answer, _group.Exited, late);
        await ending.CancelAsync();
        if (invocation.Answer.IsCompleted) return await invocation.Answer;

        // The process is of no more use; what it started ends with it.
        var status = _group.Exited.IsCompleted ? await _group.Exited : (int?)null;
        _group.End();
        ct.ThrowIfCancellationRequested();
        if (status is null)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{_clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {invocation.Id} Task timed out after {_function.Timeout.TotalSeconds:0.00} seconds");
            Write(text);
            return FunctionAnswer.Failed(FunctionAnswerKind.TimedOut, text, null) with { RequestId = invocation.Id };
        }

        var isMemory = Volatile.Read(ref _mostMemory) > Allowed;
        var cause = isMemory ? "Runtime exited with error: signal: killed" : ProcessGroup.Describe(status.Value);
        Write($"RequestId: {invocation.Id} Error: {cause}");
        return FunctionAnswer.Failed(FunctionAnswerKind.Crashed, $"RequestId: {invocation.Id} Error: {cause}", isMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError")
            with
        { RequestId = invocation.Id };
    }

    private long Allowed => ByteSize.MiB(_function.MemorySize).Bytes;

    private void CheckMemory()
    {
        if (_isEnded != 0) return;
        var bytes = _group.ResidentBytes();
        if (bytes > Volatile.Read(ref _mostMemory)) Volatile.Write(ref _mostMemory, bytes);
        if (bytes > Allowed) _group.End();
    }

    private void Report(string id, TimeSpan took, FunctionAnswer answer)
    {
        Write($"END RequestId: {id}");
        var memory = Math.Max(Volatile.Read(ref _mostMemory), 0);
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {id}\tDuration: {took.TotalMilliseconds:0.00} ms\tBilled Duration: {Math.Ceiling(took.TotalMilliseconds):0} ms"
            + $"\tMemory Size: {_function.MemorySize} MB");
        if (memory > 0) text.Append(CultureInfo.InvariantCulture, $"\tMax Memory Used: {memory / ByteSize.MiB(1).Bytes} MB");
        if (_initTook is { } init) text.Append(CultureInfo.InvariantCulture, $"\tInit Duration: {init.TotalMilliseconds:0.00} ms");
        if (answer.Kind == FunctionAnswerKind.TimedOut) text.Append("\tStatus: timeout");
        else if (answer.Kind == FunctionAnswerKind.Crashed) text.Append("\tStatus: error");
        Write(text.ToString());
        _initTook = null;
    }

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        _log.Write(bytes);
        _tail.Append(bytes);
    }
}
