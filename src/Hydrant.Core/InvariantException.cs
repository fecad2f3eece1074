namespace Hydrant.Core;

/// <summary>We were wrong. Ends the shard or the pipeline that threw it: a wrong state must not be written further.</summary>
public sealed class InvariantException(string claim) : Exception($"Broken invariant: {claim}")
{
    public static InvariantException Unreachable(object? value) => new($"no case for {value}");
}
