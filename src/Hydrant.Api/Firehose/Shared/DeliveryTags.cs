using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>What becomes of a delivery stream's tags.</summary>
internal static class DeliveryTags
{
    private static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The tags of a request, each key once.</summary>
    public static Outcome<ImmutableSortedDictionary<string, string>> Of(List<DeliveryTag?>? given)
    {
        var tags = None.ToBuilder();
        foreach (var tag in given ?? [])
        {
            if (!tags.TryAdd(tag!.Key!, tag.Value ?? ""))
                return Fault.InvalidArgument($"The tag key {tag.Key} is given more than once.");
        }

        return tags.ToImmutable();
    }

    /// <summary>The state with more of them; a key that is there gets its new value.</summary>
    public static Outcome<DeliveryStreamState> Add(DeliveryStreamState state, ImmutableSortedDictionary<string, string> more)
    {
        var all = state.Spec.Tags.SetItems(more);
        return all.Count <= FirehoseLimits.MaxTags
            ? state with { Spec = state.Spec with { Tags = all } }
            : DeliveryTexts.TooManyTags(state, FirehoseLimits.MaxTags);
    }

    /// <summary>The state without some of them; a key that is not there is no mistake.</summary>
    public static Outcome<DeliveryStreamState> Remove(DeliveryStreamState state, IEnumerable<string> keys) =>
        state with { Spec = state.Spec with { Tags = state.Spec.Tags.RemoveRange(keys) } };
}
