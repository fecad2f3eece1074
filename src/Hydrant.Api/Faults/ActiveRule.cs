using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Faults;

/// <summary>One rule at work: its chance and what it has done so far. Safe from any thread.</summary>
internal sealed class ActiveRule(FaultRule rule, int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _chance = new(seed);
    private AppliedFaults _applied;

    public FaultRule Rule => rule;

    public AppliedFaults Applied
    {
        get { lock (_lock) return _applied; }
    }

    /// <summary>Decides about one call. Every call takes three numbers, so that rates do not shift each other's chance.</summary>
    public (bool Delays, bool Throttles, bool Fails) Decide()
    {
        lock (_lock)
        {
            var (latency, throttle, error) = (_chance.NextDouble(), _chance.NextDouble(), _chance.NextDouble());
            var delays = rule.Latency > TimeSpan.Zero && latency < rule.LatencyRate;
            var throttles = throttle < rule.Throttle;
            var fails = !throttles && error < rule.InternalError;
            _applied = _applied with
            {
                Calls = _applied.Calls + 1,
                Delayed = _applied.Delayed + (delays ? 1 : 0),
                Throttled = _applied.Throttled + (throttles ? 1 : 0),
                Failed = _applied.Failed + (fails ? 1 : 0),
            };
            return (delays, throttles, fails);
        }
    }

    /// <summary>Which records of the call fail; null when none can.</summary>
    public IRecordFailures? FailuresOfCall()
    {
        if (rule.PartialFailure <= 0) return null;
        lock (_lock) return new Failures(this, new Random(_chance.Next()));
    }

    private sealed class Failures(ActiveRule owner, Random chance) : IRecordFailures
    {
        public FaultKind? Next()
        {
            if (chance.NextDouble() >= owner.Rule.PartialFailure) return null;
            lock (owner._lock) owner._applied = owner._applied with { Records = owner._applied.Records + 1 };
            return owner.Rule.PartialIsInternal ? FaultKind.Internal : FaultKind.ThroughputExceeded;
        }
    }
}
