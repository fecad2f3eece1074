using Hydrant.Delivery.Configuration;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>For which records, of which delivery stream, keys are to be shown.</summary>
public sealed record KeyPreviewRequest
{
    /// <summary>The settings of the destination, which keep its rules.</summary>
    public required DestinationSettings Settings { get; init; }

    /// <summary>The delivery stream's name; part of every key.</summary>
    public required string Name { get; init; }

    /// <summary>The delivery stream's version; part of every key.</summary>
    public int VersionId { get; init; } = 1;

    /// <summary>When the oldest record of each object arrived.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>What a function would give: it is not called.</summary>
    public IReadOnlyDictionary<string, string> FunctionKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>As they would be put; none for a prefix that does not look at them.</summary>
    public IReadOnlyList<byte[]> Records { get; init; } = [];
}
