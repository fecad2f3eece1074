using System.Collections.Immutable;
using System.Text.Json;

namespace Hydrant.Functions.Folders;

/// <summary>
/// <c>function.json</c> beside a function's code. Every member may be missing; one that is not known is a mistake.
/// Normative: docs/operations/functions.md.
/// </summary>
internal sealed record FunctionFile
{
    public const string Name = "function.json";

    public string? Runtime { get; init; }

    public string? Handler { get; init; }

    public int Timeout { get; init; } = FunctionLimits.DefaultTimeout;

    public int MemorySize { get; init; } = FunctionLimits.MinMemoryMegabytes;

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The settings, or what is wrong with the text.</summary>
    public static (FunctionFile? File, string? Mistake) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, "it is no JSON object.");
            var file = new FunctionFile();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                file = member.Name switch
                {
                    "runtime" => file with { Runtime = member.Value.GetString() },
                    "handler" => file with { Handler = member.Value.GetString() },
                    "timeout" => file with { Timeout = member.Value.GetInt32() },
                    "memorySize" => file with { MemorySize = member.Value.GetInt32() },
                    "environment" => file with { Environment = Variables(member.Value) },
                    _ => null,
                };
                if (file is null) return (null, $"there is no member '{member.Name}'; there are runtime, handler, timeout, memorySize and environment.");
            }

            return file.Mistake() is { } mistake ? (null, mistake) : (file, null);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return (null, wrong.Message);
        }
    }

    private static ImmutableSortedDictionary<string, string> Variables(JsonElement json) => json.EnumerateObject()
        .ToImmutableSortedDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal);

    private string? Mistake() =>
        Timeout is < 1 or > FunctionLimits.MaxTimeout ? $"timeout must be 1 to {FunctionLimits.MaxTimeout} seconds, not {Timeout}."
        : MemorySize is < FunctionLimits.MinMemoryMegabytes or > FunctionLimits.MaxMemoryMegabytes
            ? $"memorySize must be {FunctionLimits.MinMemoryMegabytes} to {FunctionLimits.MaxMemoryMegabytes}, not {MemorySize}."
        : null;
}
