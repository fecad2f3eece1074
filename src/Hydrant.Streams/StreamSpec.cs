using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Streams.Settings;

namespace Hydrant.Streams;

/// <summary>What a user asks for when a stream is made.</summary>
public sealed record StreamSpec(
    StreamName Name, int ShardCount, StreamMode Mode, int MaxRecordKiB, ImmutableSortedDictionary<string, string> Tags)
{
    public StreamSettings Settings { get; init; } = StreamSettings.Default;
}
