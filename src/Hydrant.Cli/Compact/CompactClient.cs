using System.Net.Http.Json;
using System.Text.Json;
using Hydrant.Cli.Client;

namespace Hydrant.Cli.Compact;

/// <summary>The server's page for compactions.</summary>
internal sealed class CompactClient(Uri endpoint) : IDisposable
{
    private const string Path = "/_hydrant/compactions";
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <exception cref="AwsException">The server refused; its reasons are the message.</exception>
    public async Task<JsonElement> StartAsync(Dictionary<string, object> request, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync(Path, request, ct);
        return await PageAnswer.JsonAsync(response, ct);
    }

    /// <exception cref="AwsException">The server refused.</exception>
    public async Task<JsonElement> StateAsync(CancellationToken ct)
    {
        using var response = await _http.GetAsync(new Uri(Path, UriKind.Relative), ct);
        return await PageAnswer.JsonAsync(response, ct);
    }

    /// <summary>Copies the list of live objects as it comes.</summary>
    /// <exception cref="AwsException">The server refused.</exception>
    public async Task ListAsync(string bucket, string prefix, TextWriter output, CancellationToken ct)
    {
        var address = new Uri($"{Path}/live?bucket={Uri.EscapeDataString(bucket)}&prefix={Uri.EscapeDataString(prefix)}", UriKind.Relative);
        using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode) await PageAnswer.JsonAsync(response, ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line) await output.WriteLineAsync(line);
    }

    public void Dispose() => _http.Dispose();
}
