using System.Collections.Immutable;
using System.Text.Json;

namespace Hydrant.Api.Faults;

/// <summary>The rules as JSON, as the admin API and the configuration have them; docs/operations/faults.md is normative.</summary>
public static class FaultPlanJson
{
    private const string Throttled = "ProvisionedThroughputExceededException";
    private const string Failed = "InternalFailure";

    /// <summary>Reads rules strictly: a member that is not known is a mistake, as it would do nothing.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="mistakes">What is wrong; the plan may be used only when nothing was added.</param>
    public static FaultPlan Read(ReadOnlyMemory<byte> json, List<string> mistakes)
    {
        var before = mistakes.Count;
        try
        {
            using var document = JsonDocument.Parse(json);
            var plan = ReadPlan(document.RootElement, mistakes);
            if (mistakes.Count == before) mistakes.AddRange(plan.Mistakes());
            return plan;
        }
        catch (JsonException broken)
        {
            mistakes.Add($"This is no JSON: {broken.Message}");
            return FaultPlan.None;
        }
    }

    internal static void Write(Utf8JsonWriter json, FaultPlan plan)
    {
        json.WriteNumber("seed", plan.Seed);
        json.WriteStartArray("rules");
        foreach (var rule in plan.Rules) Write(json, rule);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FaultRule rule)
    {
        json.WriteStartObject();
        if (rule.Service is not null) json.WriteString("service", rule.Service);
        if (rule.Operation is not null) json.WriteString("operation", rule.Operation);
        if (rule.Stream is not null) json.WriteString("stream", rule.Stream);
        json.WriteNumber("throttle", rule.Throttle);
        json.WriteNumber("internalError", rule.InternalError);
        json.WriteNumber("partialFailure", rule.PartialFailure);
        json.WriteString("partialError", rule.PartialIsInternal ? Failed : Throttled);
        json.WriteNumber("latencyMs", rule.Latency.TotalMilliseconds);
        json.WriteNumber("latencyRate", rule.LatencyRate);
        json.WriteEndObject();
    }

    private static FaultPlan ReadPlan(JsonElement root, List<string> mistakes)
    {
        var (seed, rules) = (0, ImmutableArray<FaultRule>.Empty);
        if (root.ValueKind != JsonValueKind.Object) mistakes.Add("The rules must be an object with seed and rules.");
        else
        {
            foreach (var member in root.EnumerateObject())
            {
                if (member.NameEquals("seed") && member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out seed)) continue;
                if (member.NameEquals("rules") && member.Value.ValueKind == JsonValueKind.Array)
                    rules = [.. member.Value.EnumerateArray().Select((rule, i) => ReadRule(rule, $"rules[{i}]", mistakes))];
                else if (!member.NameEquals("applied")) // What GET says besides; it may be sent back.
                    mistakes.Add($"'{member.Name}' is not known, or not of its type.");
            }
        }

        return new FaultPlan(seed, rules);
    }

    private static FaultRule ReadRule(JsonElement json, string path, List<string> mistakes)
    {
        var rule = new FaultRule();
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add($"{path}: A rule must be an object.");
            return rule;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (With(rule, member) is { } changed) rule = changed;
            else mistakes.Add($"{path}: '{member.Name}' is not known, or not of its type.");
        }

        return rule;
    }

    private static FaultRule? With(FaultRule rule, JsonProperty member) => (member.Name, member.Value.ValueKind) switch
    {
        ("service", JsonValueKind.String) => rule with { Service = member.Value.GetString() },
        ("operation", JsonValueKind.String) => rule with { Operation = member.Value.GetString() },
        ("stream", JsonValueKind.String) => rule with { Stream = member.Value.GetString() },
        ("throttle", JsonValueKind.Number) => rule with { Throttle = member.Value.GetDouble() },
        ("internalError", JsonValueKind.Number) => rule with { InternalError = member.Value.GetDouble() },
        ("partialFailure", JsonValueKind.Number) => rule with { PartialFailure = member.Value.GetDouble() },
        ("partialError", JsonValueKind.String) => member.Value.GetString() switch
        {
            Throttled => rule with { PartialIsInternal = false },
            Failed => rule with { PartialIsInternal = true },
            _ => null,
        },
        ("latencyMs", JsonValueKind.Number) => rule with { Latency = Milliseconds(member.Value.GetDouble()) },
        ("latencyRate", JsonValueKind.Number) => rule with { LatencyRate = member.Value.GetDouble() },
        _ => null,
    };

    // Far out of range stays out of range.
    private static TimeSpan Milliseconds(double number) =>
        TimeSpan.FromMilliseconds(Math.Clamp(number, -1, FaultRule.MaxLatency.TotalMilliseconds + 1));
}
