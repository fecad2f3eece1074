namespace Hydrant.Cli.Failures;

/// <summary>What <c>hydrant failures</c> was asked for.</summary>
/// <param name="Endpoint">Where the server listens.</param>
/// <param name="Selection">Names and values of the selection; null where nothing was said.</param>
internal sealed record FailureOptions(Uri Endpoint, IReadOnlyList<(string Name, string? Value)> Selection)
{
    /// <summary>The page with the selection as its query.</summary>
    public Uri Address => new(
        "/_hydrant/failures?" + string.Join('&', Selection
            .Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")),
        UriKind.Relative);
}
