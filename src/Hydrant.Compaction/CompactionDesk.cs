using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>
/// The runs of a server: one at a time, because two jobs in one folder would take each other's objects. Safe from any
/// thread.
/// </summary>
public sealed class CompactionDesk(IObjectStore objects, TimeProvider clock, IIdSource ids) : IAsyncDisposable
{
    private readonly DateTimeOffset _upSince = clock.GetUtcNow();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private CompactionRun? _run;
    private Task _task = Task.CompletedTask;
    private string? _failure;

    /// <summary>The run under way, or the last one; null when there was none.</summary>
    public CompactionState? State
    {
        get
        {
            lock (_gate)
            {
                return _run is { } run
                    ? new CompactionState(run.Bucket, run.Prefix, !_task.IsCompleted, _failure ?? _task.Exception?.InnerException?.Message, run.Report())
                    : null;
            }
        }
    }

    /// <summary>Starts a run.</summary>
    /// <param name="prefix">Empty, or ends with a slash.</param>
    /// <returns>A fault when an option is out of its range, or when a run is under way.</returns>
    public Outcome<CompactionState> Start(string bucket, string prefix, CompactionOptions options)
    {
        var mistakes = options.Mistakes().ToList();
        if (bucket.Length == 0) mistakes.Add("A bucket is needed.");
        if (prefix.Length > 0 && !prefix.EndsWith('/')) mistakes.Add("The prefix is empty or ends with a slash: whole folders are compacted.");
        if (mistakes.Count > 0) return Fault.InvalidArgument(string.Join(' ', mistakes));
        lock (_gate)
        {
            if (!_task.IsCompleted) return Fault.InUse($"A compaction of {_run!.Bucket}/{_run.Prefix} is under way.");
            _stopping.Token.ThrowIfCancellationRequested();
            _failure = null;
            _run = new CompactionRun(objects, bucket, prefix, options, clock, ids, _upSince);
            _task = RunAsync(_run);
        }

        return State!;
    }

    /// <summary>The live objects below a prefix, by the rule for readers.</summary>
    public IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken ct) =>
        LiveObjects.BelowAsync(objects, bucket, prefix, ct);

    public async ValueTask DisposeAsync()
    {
        Task task;
        lock (_gate)
        {
            _stopping.Cancel();
            task = _task;
        }

        await Task.WhenAny(task); // What it failed of is in the state.
        _stopping.Dispose();
    }

    private async Task RunAsync(CompactionRun run)
    {
        try
        {
            await Task.Yield();
            await run.RunAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next run over this prefix goes on where this one was.
        }
        catch (StorageException failure)
        {
            lock (_gate) _failure = failure.Message;
        }
    }
}
