namespace Hydrant.Testing.Objects;

/// <summary>
/// Decides the fault of each object in the order in which they are started. Scripted: those given, then none. Seeded: a
/// share of all, the same ones for the same seed. Safe from any thread.
/// </summary>
public sealed class FaultPlan
{
    private static readonly ObjectFault[] Passing =
        [ObjectFault.OnCreate, ObjectFault.MidWrite, ObjectFault.BeforeComplete, ObjectFault.AfterComplete];

    private readonly Lock _gate = new();
    private readonly Queue<ObjectFault> _script;
    private readonly Random? _random;
    private readonly double _share;

    private FaultPlan(IEnumerable<ObjectFault> script, Random? random, double share) =>
        (_script, _random, _share) = (new Queue<ObjectFault>(script), random, share);

    /// <summary>How many faults it has handed out.</summary>
    public int Faults { get; private set; }

    public static FaultPlan Script(params IEnumerable<ObjectFault> faults) => new(faults, random: null, share: 0);

    /// <summary>Every fault but the one that hangs, on a share of 0 to 1 of all objects.</summary>
    public static FaultPlan Seeded(int seed, double share) => new([], new Random(seed), share);

    /// <summary>The fault of the next object.</summary>
    public ObjectFault Next()
    {
        lock (_gate)
        {
            var fault = ObjectFault.None;
            if (_random is not null && _random.NextDouble() < _share) fault = Passing[_random.Next(Passing.Length)];
            else if (_script.TryDequeue(out var scripted)) fault = scripted;
            if (fault != ObjectFault.None) Faults++;
            return fault;
        }
    }
}
