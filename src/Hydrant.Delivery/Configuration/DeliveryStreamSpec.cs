using System.Collections.Immutable;

namespace Hydrant.Delivery.Configuration;

/// <summary>
/// What a caller asks for when a delivery stream is made. Its destination was checked by the one who made it.
/// </summary>
public sealed record DeliveryStreamSpec(string Name, DeliveryStreamType Type, DestinationSettings Destination)
{
    /// <summary>Given if, and only if, the type asks for it.</summary>
    public KinesisSourceSettings? KinesisSource { get; init; }

    /// <summary>MiB per second the caller expects to put; kept and shown.</summary>
    public int? ThroughputHintMiB { get; init; }

    /// <summary>On the way when it is asked for with the delivery stream.</summary>
    public DeliveryEncryption Encryption { get; init; } = DeliveryEncryption.Off;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
