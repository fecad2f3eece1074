using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Wire.Rest;

/// <summary>A service with routes: where its paths begin, how it spells its faults, and its operations.</summary>
/// <param name="prefix">How every path of the service begins, e.g. <c>/2015-03-31/functions</c>.</param>
/// <param name="service">The name in credential scopes and ARNs, e.g. <c>lambda</c>.</param>
/// <param name="faults">A fault's name and status on this service's wire.</param>
public sealed class RestTable(string prefix, string service, Func<FaultKind, WireFault> faults)
{
    private readonly List<(RestOperation Operation, string[] Segments)> _routes = [];

    public string Service => service;

    public RestTable Add(RestOperation operation)
    {
        Invariant.That(operation.Path.StartsWith(prefix, StringComparison.Ordinal));
        _routes.Add((operation, operation.Path.Split('/')));
        return this;
    }

    public bool Serves(string path) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/');

    public WireFault FaultOf(FaultKind kind) => faults(kind);

    /// <summary>The operation behind a method and a path that was not decoded yet; null when there is none.</summary>
    internal RestOperation? Find(string method, string rawPath, out Dictionary<string, string> values)
    {
        var segments = rawPath.TrimEnd('/').Split('/');
        foreach (var (operation, pattern) in _routes)
        {
            if (operation.Method != method || pattern.Length != segments.Length) continue;
            values = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Matches(pattern, segments, values)) return operation;
        }

        values = [];
        return null;
    }

    private static bool Matches(string[] pattern, string[] segments, Dictionary<string, string> values)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i].StartsWith('{'))
            {
                if (segments[i].Length == 0) return false;
                values[pattern[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
            }
            else if (pattern[i] != segments[i]) return false;
        }

        return true;
    }
}
