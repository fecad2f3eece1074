using Hydrant.Streams;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Who decides how many shards a stream has, as it stands on the wire.</summary>
internal sealed class StreamModeDetails
{
    public string? StreamMode { get; set; }

    public static StreamModeDetails Of(StreamMode mode) =>
        new() { StreamMode = mode == Streams.StreamMode.OnDemand ? "ON_DEMAND" : "PROVISIONED" };
}
