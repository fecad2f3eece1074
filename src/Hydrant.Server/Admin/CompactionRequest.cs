using System.Text.Json;
using Hydrant.Compaction;
using Hydrant.Core;

namespace Hydrant.Server.Admin;

/// <summary>What the body of a POST asks for: <c>bucket</c>, and what differs from the defaults.</summary>
internal sealed record CompactionRequest(string Bucket, string Prefix, CompactionOptions Options)
{
    /// <returns>Null when there is a mistake; all of them are in the list.</returns>
    public static CompactionRequest? Read(ReadOnlyMemory<byte> body, List<string> mistakes)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return Read(json.RootElement, mistakes);
            mistakes.Add("The body is not a JSON object.");
        }
        catch (JsonException damage)
        {
            mistakes.Add($"The body is no JSON: {damage.Message}");
        }

        return null;
    }

    private static CompactionRequest? Read(JsonElement root, List<string> mistakes)
    {
        var (bucket, prefix, options) = ("", "", new CompactionOptions());
        foreach (var member in root.EnumerateObject())
        {
            var (value, isNumber, number) = (member.Value, false, 0L);
            if (value.ValueKind == JsonValueKind.Number) isNumber = value.TryGetInt64(out number) && number is >= 0 and <= 1L << 40;
            switch (member.Name)
            {
                case "bucket" when value.ValueKind == JsonValueKind.String: bucket = value.GetString()!; break;
                case "prefix" when value.ValueKind == JsonValueKind.String: prefix = value.GetString()!; break;
                case "targetBytes" when isNumber: options = options with { TargetSize = new ByteSize(number) }; break;
                case "smallBytes" when isNumber: options = options with { SmallSize = new ByteSize(number) }; break;
                case "quietSeconds" when isNumber: options = options with { Quiet = TimeSpan.FromSeconds(number) }; break;
                case "graceSeconds" when isNumber: options = options with { Grace = TimeSpan.FromSeconds(number) }; break;
                case "maxSources" when isNumber: options = options with { MaxSources = (int)Math.Min(number, int.MaxValue) }; break;
                default: mistakes.Add($"'{member.Name}' is not known, or not of its type."); break;
            }
        }

        if (bucket.Length == 0) mistakes.Add("A bucket is needed.");
        mistakes.AddRange(options.Mistakes());
        return mistakes.Count == 0 ? new CompactionRequest(bucket, prefix, options) : null;
    }
}
