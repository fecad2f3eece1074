using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Wire.Rest;

/// <summary>One operation of a service that tells its operations apart by method and path.</summary>
public abstract class RestOperation
{
    private const string Suffix = "Operation";

    protected RestOperation()
    {
        var name = GetType().Name;
        Invariant.That(name.EndsWith(Suffix, StringComparison.Ordinal));
        Name = name[..^Suffix.Length];
    }

    public string Name { get; }

    /// <summary>E.g. <c>POST</c>.</summary>
    public abstract string Method { get; }

    /// <summary>E.g. <c>/2015-03-31/functions/{FunctionName}</c>; a part in braces takes any one segment.</summary>
    public abstract string Path { get; }

    public abstract ValueTask<Outcome<RestAnswer>> HandleAsync(RestRequest request, CallContext call, CancellationToken ct);
}
