namespace Hydrant.Cli.Prefixes;

/// <summary>What the preview was asked for.</summary>
/// <param name="Settings">By the names that the request has for them; null for what was not given.</param>
internal sealed record PrefixOptions(IReadOnlyDictionary<string, string?> Settings)
{
    public int? Version { get; init; }

    /// <summary>Each <c>name=value</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    public string? Arrived { get; init; }

    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Of records, one a line; <c>-</c> for standard input.</summary>
    public string? File { get; init; }

    /// <summary>Asked of the server; null to do without one.</summary>
    public string? Stream { get; init; }

    public Uri Server { get; init; } = new("http://127.0.0.1:4566");

    public bool IsJson { get; init; }
}
