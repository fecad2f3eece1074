using System.Text.Json;

namespace Hydrant.Cli.Client;

/// <summary>What the pages of a server under <c>/_hydrant</c> answer.</summary>
internal static class PageAnswer
{
    /// <summary>Its bytes.</summary>
    /// <exception cref="AwsException">The server refused; its reasons are the message.</exception>
    public static async Task<byte[]> BytesAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return response.IsSuccessStatusCode ? bytes : throw new AwsException(MistakesOf(bytes) ?? $"The server answered {(int)response.StatusCode}.");
    }

    /// <summary>Its one object.</summary>
    /// <exception cref="AwsException">The server refused; its reasons are the message.</exception>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(await BytesAsync(response, ct));
        return json.RootElement.Clone();
    }

    private static string? MistakesOf(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return string.Join(' ', document.RootElement.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetString()));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // It is another server's answer.
        }
    }
}
