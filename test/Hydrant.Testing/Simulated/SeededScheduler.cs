namespace Hydrant.Testing.Simulated;

/// <summary>
/// One thread on which everything that is ready runs in an order that the seed picks. What is posted from elsewhere would
/// break the replay, and fails the run.
/// </summary>
public sealed class SeededScheduler(int seed) : SynchronizationContext
{
    private const int MaxSteps = 1_000_000;

    private readonly Random _random = new(seed);
    private readonly List<(SendOrPostCallback Call, object? State)> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _strayed;

    /// <summary>Depends on every choice and note so far; two runs of one seed end with the same.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037;

    /// <summary>Continuations run so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Runs the work and all it starts on this thread.</summary>
    public static void Run(SeededScheduler scheduler, Func<Task> work)
    {
        var before = Current;
        SetSynchronizationContext(scheduler);
        try
        {
            var task = work();
            while (!task.IsCompleted) scheduler.Step();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread) _strayed = true;
        lock (_ready) _ready.Add((d, state));
    }

    /// <summary>Takes something that happened into the trace.</summary>
    public void Note(long what) => Trace = (Trace ^ (ulong)what) * 1099511628211;

    private void Step()
    {
        (SendOrPostCallback Call, object? State) next;
        lock (_ready)
        {
            if (Steps > MaxSteps) throw new InvalidOperationException("It does not end.");
            if (_strayed) throw new InvalidOperationException("Something left the seeded thread.");
            if (_ready.Count == 0) throw new InvalidOperationException("Everything waits and nothing can happen.");
            var at = _random.Next(_ready.Count);
            Note(((long)_ready.Count << 32) | (uint)at);
            next = _ready[at];
            _ready.RemoveAt(at);
        }

        Steps++;
        next.Call(next.State);
    }
}
