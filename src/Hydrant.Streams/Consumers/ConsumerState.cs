using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Streams.Consumers;

/// <summary>All there is to know of a consumer at one moment. Immutable; this is what the catalogue keeps.</summary>
public sealed record ConsumerState
{
    /// <summary>Of the characters of a stream's name, and as many of them.</summary>
    public required string Name { get; init; }

    /// <summary>The log number of its stream; a stream made anew under the same name has none of its consumers.</summary>
    public required uint Log { get; init; }

    /// <summary>Its stream's.</summary>
    public required Arn StreamArn { get; init; }

    public required ConsumerStatus Status { get; init; }

    /// <summary>Epoch seconds, part of its ARN.</summary>
    public required long CreatedAtSeconds { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The resource policy as it was put; null when there is none.</summary>
    public string? Policy { get; init; }

    public Arn Arn => Arn.Consumer(StreamArn, Name, CreatedAtSeconds);
}
