using System.Text.Json;
using Hydrant.Api.Firehose;
using Hydrant.Api.Kinesis;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Faults;

/// <summary>
/// Lets calls fail on purpose, by rules that testers set. The one place where that happens; without rules it costs one
/// look. Safe from any thread.
/// </summary>
public sealed class FaultFilter(StreamDirectory streams, FaultPlan first, TimeProvider clock) : ICallFilter
{
    private volatile Active _active = new(first);

    /// <summary>Puts rules in the place of those before. Their chance and their counts begin anew.</summary>
    /// <param name="plan">Without mistakes.</param>
    public void Set(FaultPlan plan) => _active = new(plan);

    /// <summary>Writes the members of an object: the rules, and what each has done since it was set.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var active = _active;
        FaultPlanJson.Write(json, active.Plan);
        json.WriteStartArray("applied");
        foreach (var applied in active.Rules.Select(rule => rule.Applied))
        {
            json.WriteStartObject();
            json.WriteNumber("calls", applied.Calls);
            json.WriteNumber("delayed", applied.Delayed);
            json.WriteNumber("throttled", applied.Throttled);
            json.WriteNumber("failed", applied.Failed);
            json.WriteNumber("records", applied.Records);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public ValueTask<Fault?> AdmitAsync(Operation operation, object request, CallContext call, CancellationToken ct)
    {
        var rules = _active.Rules;
        return rules.Length == 0 ? ValueTask.FromResult<Fault?>(null) : ApplyAsync(rules, operation.Name, request, call, ct);
    }

    private async ValueTask<Fault?> ApplyAsync(
        ActiveRule[] rules, string operation, object request, CallContext call, CancellationToken ct)
    {
        var stream = StreamNames.Of(streams, request, call);
        var rule = Array.Find(rules, each => each.Rule.Fits(call.Service, operation, stream));
        if (rule is null) return null;

        var (delays, throttles, fails) = rule.Decide();
        if (delays) await Task.Delay(rule.Rule.Latency, clock, ct);
        if (throttles) return Throttled(operation, stream, call);
        if (fails) return Fault.Internal("Internal service failure.");

        if (call.Service == KinesisService.Name && operation == "PutRecords") call.RecordFailures = rule.FailuresOfCall();
        return null;
    }

    private static Fault Throttled(string operation, string? stream, CallContext call)
    {
        var isPut = operation is "PutRecord" or "PutRecordBatch";
        if (call.Service == FirehoseService.Name) return isPut ? DeliveryTexts.SlowDown : DeliveryTexts.RateExceeded(call.Tenant);

        var fault = StreamTexts.RateExceeded(stream, call.Tenant.Account);
        return operation is "PutRecord" or "PutRecords" or "GetRecords" or "GetShardIterator"
            ? Fault.ThroughputExceeded(fault.Message)
            : fault;
    }

    private sealed class Active(FaultPlan plan)
    {
        public FaultPlan Plan => plan;

        public ActiveRule[] Rules { get; } = [.. plan.Rules.Select((rule, i) => new ActiveRule(rule, unchecked((plan.Seed * 31) + i)))];
    }
}
