using System.Collections.Concurrent;
using Hydrant.Core;

namespace Hydrant.Streams.Quotas;

/// <summary>
/// Counts calls by who makes them: so many a second for one operation and one account or stream. Holds a bounded number of
/// counters, those that were used within the last second. Safe from any thread.
/// </summary>
public sealed class RequestRates(TimeProvider clock)
{
    internal const int MaxCounters = 16_384;

    private readonly ConcurrentDictionary<(string Operation, Tenant Tenant, string? Stream), CallGate> _gates = new();
    private readonly Lock _sweeping = new();

    /// <summary>Lets a call in, or refuses it. More callers at once than there is room for are refused too.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="tenant">By whom.</param>
    /// <param name="stream">The stream it counts for; null when it counts for the account.</param>
    /// <param name="perSecond">How often a second; the same at every call with these names.</param>
    public bool TryCall(string operation, Tenant tenant, string? stream, int perSecond)
    {
        var now = ShardGates.Now(clock);
        var key = (operation, tenant, stream);
        if (!_gates.TryGetValue(key, out var gate))
        {
            if (_gates.Count >= MaxCounters && !Sweep(now)) return false;
            gate = _gates.GetOrAdd(key, static (_, rate) => new CallGate(rate), perSecond);
        }

        return gate.TryCall(now);
    }

    private bool Sweep(long now)
    {
        lock (_sweeping)
        {
            if (_gates.Count < MaxCounters) return true;
            foreach (var (key, gate) in _gates)
            {
                if (gate.IsIdle(now)) _gates.TryRemove(key, out _);
            }

            return _gates.Count < MaxCounters;
        }
    }
}
