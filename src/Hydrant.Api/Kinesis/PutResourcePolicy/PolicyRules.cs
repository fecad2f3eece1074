using System.Text;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Api.Kinesis.PutResourcePolicy;

/// <summary>What a resource policy must be to be kept (docs/specs/kinesis.md, resource policies).</summary>
internal static class PolicyRules
{
    private const string Prefix = "Policy validation error: ";

    /// <summary>What is wrong with a policy that is put on a resource.</summary>
    public static Fault? FirstBroken(string policy, string resourceArn)
    {
        if (policy.Length > KinesisLimits.MaxPolicyChars)
            return Refused($"The policy has {policy.Length} characters; at most {KinesisLimits.MaxPolicyChars} are kept.");

        try
        {
            using var document = JsonDocument.Parse(policy);
            return FirstBroken(document.RootElement, policy, resourceArn);
        }
        catch (JsonException)
        {
            return Refused("The policy is not a JSON document.");
        }
    }

    private static Fault? FirstBroken(JsonElement root, string policy, string resourceArn)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refused("The policy is not a JSON object.");
        if (!root.TryGetProperty("Statement", out var member)) return Missing("Statement");

        var statements = Items(member);
        if (statements.Exists(statement => statement.ValueKind != JsonValueKind.Object))
            return Refused("A statement is not a JSON object.");
        foreach (var statement in statements)
        {
            if (CheckFields(statement) is { } broken) return broken;
        }

        if (PolicyActions.FirstForeign(Encoding.UTF8.GetBytes(policy)) is var (line, column))
        {
            return Refused(
                $"Resource policy contains invalid statement at line {line}, column {column}: "
                + "Action field includes AWS services that are inconsistent with specified vendor");
        }

        if (statements.SelectMany(statement => Texts(statement, "Action")).Any(action => action.Contains('*')))
            return Refused("Resource policy cannot contain invalid actions");

        return statements.SelectMany(statement => Texts(statement, "Resource")).All(arn => arn == resourceArn)
            ? null
            : Fault.InvalidArgument("The resource policy's resource must be the same as the resource ARN.");
    }

    private static Fault? CheckFields(JsonElement statement)
    {
        if (statement.TryGetProperty("NotPrincipal", out _)) return Refused("Field NotPrincipal is not supported");
        foreach (var name in (ReadOnlySpan<string>)["Effect", "Principal", "Action", "Resource"])
        {
            if (!statement.TryGetProperty(name, out _)) return Missing(name);
        }

        foreach (var name in (ReadOnlySpan<string>)["Action", "Resource"])
        {
            var items = Items(statement.GetProperty(name));
            if (items.Count == 0 || items.Exists(item => item.ValueKind != JsonValueKind.String))
                return Refused($"Field {name} is neither a string nor a list of strings");
        }

        return statement.GetProperty("Effect") is { ValueKind: JsonValueKind.String } effect
            && effect.GetString() is "Allow" or "Deny"
            ? null
            : Refused("Field Effect is neither Allow nor Deny");
    }

    private static IEnumerable<string> Texts(JsonElement statement, string name) =>
        Items(statement.GetProperty(name)).Select(item => item.GetString()!);

    private static List<JsonElement> Items(JsonElement oneOrMany) =>
        oneOrMany.ValueKind == JsonValueKind.Array ? [.. oneOrMany.EnumerateArray()] : [oneOrMany];

    private static Fault Missing(string field) => Refused($"Missing required field {field}");

    private static Fault Refused(string why) => Fault.InvalidArgument(Prefix + why);
}
