namespace Hydrant.Cli.Compact;

/// <summary>What <c>hydrant compact</c> was asked for.</summary>
/// <param name="Where">Bucket and prefix as given.</param>
/// <param name="Numbers">Members of the request; null where the server's default holds.</param>
internal sealed record CompactOptions(
    string Where, Uri Endpoint, bool List, bool Wait, IReadOnlyList<(string Name, long? Value)> Numbers)
{
    private const string Scheme = "s3://";

    public string Bucket => Path.Split('/', 2)[0];

    public string Prefix => Path.Split('/', 2) is [_, var prefix] ? prefix : "";

    private string Path => Where.StartsWith(Scheme, StringComparison.Ordinal) ? Where[Scheme.Length..] : Where;
}
