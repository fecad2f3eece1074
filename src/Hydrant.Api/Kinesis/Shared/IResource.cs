using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>
/// What a ResourceARN can name. Tags and policies are kept with the thing itself; a new kind of thing is a class and a line
/// in <see cref="ResourceLookup"/>.
/// </summary>
internal interface IResource
{
    /// <summary>As texts name it, e.g. <c>stream orders under account 123456789012</c>.</summary>
    string Label { get; }

    ImmutableSortedDictionary<string, string> Tags { get; }

    /// <summary>The policy as it was put; null when there is none.</summary>
    string? Policy { get; }

    /// <summary>Writes what the function makes of the present tags; it may be asked again when somebody else was first.</summary>
    ValueTask<Fault?> ChangeTagsAsync(
        Func<ImmutableSortedDictionary<string, string>, Outcome<ImmutableSortedDictionary<string, string>>> change,
        CancellationToken ct);

    /// <summary>Replaces the policy, or takes it away.</summary>
    ValueTask<Fault?> SetPolicyAsync(string? policy, CancellationToken ct);
}
