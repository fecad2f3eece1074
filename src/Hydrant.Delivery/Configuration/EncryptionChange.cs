using Hydrant.Core;
using Hydrant.Delivery.Pumping;
using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery.Configuration;

/// <summary>What may become of a delivery stream's encryption.</summary>
internal static class EncryptionChange
{
    /// <summary>The state with the change, counted where limits are kept; refused while another change is on the way.</summary>
    public static Outcome<DeliveryStreamState> Of(
        DeliveryStreamState state, Func<DeliveryEncryption, DeliveryEncryption> change, DeliveryParts parts)
    {
        var before = state.Spec.Encryption;
        if (before.IsChanging) return DeliveryTexts.EncryptionIsChanging(state);

        var after = change(before);
        if (after == before) return state;

        var changed = state with { Spec = state.Spec with { Encryption = after } };
        if (!parts.Options.KeepsLimits(state.Spec.Tags)) return changed;

        var quota = RollingQuota.DeliveryEncryptionChanges;
        return quota.TryAdd(state.EncryptionChangesMs, parts.Clock.GetUtcNow().ToUnixTimeMilliseconds()) is { } times
            ? changed with { EncryptionChangesMs = times }
            : DeliveryTexts.TooManyIn(quota, state);
    }
}
