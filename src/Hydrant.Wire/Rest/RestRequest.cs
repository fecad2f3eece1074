using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.Rest;

/// <summary>A request as an operation sees it. Its body is valid until the operation has answered.</summary>
public sealed class RestRequest(HttpRequest request, IReadOnlyDictionary<string, string> path, ReadOnlyMemory<byte> body)
{
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The segment in the place of <c>{name}</c>, decoded.</summary>
    public string Path(string name) => path[name];

    /// <summary>Null when it is not there.</summary>
    public string? Query(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Null when it is not there.</summary>
    public string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
