using System.Text.Json;

namespace Hydrant.Cli.Compact;

/// <summary>What <c>hydrant compact</c> does with a server, and prints.</summary>
internal sealed class CompactCalls(CompactClient client, CompactOptions options, TextWriter output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<int> ListAsync(CancellationToken ct)
    {
        await client.ListAsync(options.Bucket, options.Prefix, output, ct);
        return 0;
    }

    /// <returns>0 when nothing failed; 1 otherwise.</returns>
    public async Task<int> CompactAsync(CancellationToken ct)
    {
        var request = new Dictionary<string, object>(StringComparer.Ordinal) { ["bucket"] = options.Bucket, ["prefix"] = options.Prefix };
        foreach (var (name, value) in options.Numbers)
        {
            if (value is { } number) request[name] = number;
        }

        var state = await client.StartAsync(request, ct);

        // Without --wait, until all is joined; what is left then is the grace period, and the server's alone.
        while (IsRunning(state) && (options.Wait || state.GetProperty("waitingFolders").GetInt32() == 0))
        {
            await Task.Delay(Pause, ct);
            state = await client.StateAsync(ct);
        }

        await ShowAsync(state);
        return state.TryGetProperty("failure", out _) || state.GetProperty("failed").GetArrayLength() > 0 ? 1 : 0;
    }

    private static bool IsRunning(JsonElement state) => state.GetProperty("state").GetString() == "running";

    private async Task ShowAsync(JsonElement state)
    {
        await output.WriteLineAsync(
            $"{Number("folders")} folders; {Number("sources")} objects joined to {Number("written")} of {Number("bytes")} bytes; {Number("deleted")} deleted");
        if (Number("waitingFolders") is > 0 and var waiting)
            await output.WriteLineAsync($"In {waiting} folders joined objects are deleted after the grace period.");
        foreach (var refused in state.GetProperty("refused").EnumerateArray()) await output.WriteLineAsync($"not joined: {Reason(refused)}");
        foreach (var failed in state.GetProperty("failed").EnumerateArray()) await output.WriteLineAsync($"failed: {Reason(failed)}");
        if (state.TryGetProperty("failure", out var failure)) await output.WriteLineAsync($"failed: {failure.GetString()}");

        long Number(string name) => state.GetProperty(name).GetInt64();
        string Reason(JsonElement one) => $"{one.GetProperty("key").GetString()}: {one.GetProperty("why").GetString()}";
    }
}
