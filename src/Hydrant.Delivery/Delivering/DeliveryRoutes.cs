using Hydrant.Delivery.Configuration;

namespace Hydrant.Delivery.Delivering;

/// <summary>
/// The way of a delivery stream's records as it is configured now, and as it was configured while something was begun that
/// is still under way. Safe from any thread.
/// </summary>
internal sealed class DeliveryRoutes
{
    private readonly Dictionary<int, DeliveryRoute> _earlier;

    /// <param name="state">The delivery stream.</param>
    /// <param name="destinations">What builds its routes.</param>
    /// <param name="keepsLimits">Asked again and again: tags change while pumps run, and with them what is kept.</param>
    public DeliveryRoutes(DeliveryStreamState state, DestinationRegistry destinations, Func<bool> keepsLimits)
    {
        VersionId = state.VersionId;
        var current = destinations.Build(state);
        Current = current.Processing is { } processing
            ? current with { Processing = processing with { IsLimited = keepsLimits } }
            : current;
        _earlier = state.Earlier.ToDictionary(earlier => earlier.Key, earlier => destinations.Build(state with
        {
            VersionId = earlier.Key, Spec = state.Spec with { Destination = earlier.Value },
        }));
    }

    /// <summary>Of the present settings.</summary>
    public int VersionId { get; }

    public DeliveryRoute Current { get; }

    /// <summary>Where records are delivered.</summary>
    public DeliveryTarget Destination => new(this, route => route.Destination);

    /// <summary>Where they go too; null when there is no backup now.</summary>
    public DeliveryTarget? Backup => Current.Backup is null ? null : new(this, route => route.Backup);

    /// <summary>Null when nothing of that version is known any more.</summary>
    public DeliveryRoute? Find(int versionId) => versionId == VersionId ? Current : _earlier.GetValueOrDefault(versionId);
}
