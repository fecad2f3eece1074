using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Streams.Consumers;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A consumer as the owner of tags and of a policy. Both change only while it is ACTIVE.</summary>
internal sealed class ConsumerResource(ConsumerDirectory consumers, LiveConsumer consumer) : IResource
{
    public string Label => $"consumer {consumer.Now.Name} under account {consumer.Now.StreamArn.Account}";

    public ImmutableSortedDictionary<string, string> Tags => consumer.Now.Tags;

    public string? Policy => consumer.Now.Policy;

    public ValueTask<Fault?> ChangeTagsAsync(
        Func<ImmutableSortedDictionary<string, string>, Outcome<ImmutableSortedDictionary<string, string>>> change,
        CancellationToken ct) => consumers.AmendAsync(consumer, state => With(state, change(state.Tags)), ct);

    public ValueTask<Fault?> SetPolicyAsync(string? policy, CancellationToken ct) =>
        consumers.AmendAsync(consumer, state => state with { Policy = policy }, ct);

    private static Outcome<ConsumerState> With(ConsumerState state, Outcome<ImmutableSortedDictionary<string, string>> tags) =>
        tags.Ok ? state with { Tags = tags.Value } : tags.Fault;
}
