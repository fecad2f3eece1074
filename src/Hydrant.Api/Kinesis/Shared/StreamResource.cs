using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Streams;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A stream as the owner of tags and of a policy. Both change only while it is ACTIVE.</summary>
internal sealed class StreamResource(StreamDirectory streams, LiveStream stream) : IResource
{
    public string Label => LabelOf(stream.Now.State);

    public ImmutableSortedDictionary<string, string> Tags => stream.Now.State.Tags;

    public string? Policy => stream.Now.State.Settings.Policy;

    public static string LabelOf(StreamState state) => $"stream {state.Name} under account {state.Tenant.Account}";

    public async ValueTask<Fault?> ChangeTagsAsync(
        Func<ImmutableSortedDictionary<string, string>, Outcome<ImmutableSortedDictionary<string, string>>> change,
        CancellationToken ct)
    {
        var changed = await streams.AmendAsync(stream, state => With(state, change(state.Tags)), ct);
        return changed.Ok ? null : changed.Fault;
    }

    public async ValueTask<Fault?> SetPolicyAsync(string? policy, CancellationToken ct)
    {
        var changed = await streams.AmendAsync(
            stream, state => state with { Settings = state.Settings with { Policy = policy } }, ct);
        return changed.Ok ? null : changed.Fault;
    }

    private static Outcome<StreamState> With(StreamState state, Outcome<ImmutableSortedDictionary<string, string>> tags) =>
        tags.Ok ? state with { Tags = tags.Value } : tags.Fault;
}
