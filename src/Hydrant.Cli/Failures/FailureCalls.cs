using Hydrant.Cli.Client;

namespace Hydrant.Cli.Failures;

/// <summary>What <c>hydrant failures</c> asks a server, and prints.</summary>
internal sealed class FailureCalls(FailureOptions options, TextWriter output) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = options.Endpoint, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A line for each object of the error output.</summary>
    public async Task<int> ListAsync(CancellationToken ct)
    {
        using var response = await _http.GetAsync(options.Address, ct);
        var failures = (await PageAnswer.JsonAsync(response, ct)).GetProperty("failures");
        foreach (var failure in failures.EnumerateArray())
        {
            var codes = string.Join(", ", failure.GetProperty("codes").EnumerateObject().Select(code => $"{code.Name} {code.Value}"));
            var replayed = failure.TryGetProperty("replayedAt", out var at) ? $"  replayed {at.GetString()}" : "";
            await output.WriteLineAsync(
                $"{failure.GetProperty("id").GetString()}  {failure.GetProperty("failedAt").GetString()}  {codes}  "
                + $"{failure.GetProperty("object").GetString()}{replayed}");
        }

        await output.WriteLineAsync($"{failures.GetArrayLength()} objects");
        return 0;
    }

    /// <returns>1 when an object could not be put again.</returns>
    public async Task<int> ReplayAsync(CancellationToken ct)
    {
        using var response = await _http.PostAsync(options.Address, content: null, ct);
        var report = await PageAnswer.JsonAsync(response, ct);
        await output.WriteLineAsync($"{report.GetProperty("records")} records of {report.GetProperty("objects")} objects were put again");
        var mistakes = report.GetProperty("mistakes");
        foreach (var mistake in mistakes.EnumerateArray()) await output.WriteLineAsync($"not replayed: {mistake.GetString()}");
        return mistakes.GetArrayLength() == 0 ? 0 : 1;
    }

    public void Dispose() => _http.Dispose();
}
