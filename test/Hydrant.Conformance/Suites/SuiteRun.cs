using System.Collections.Concurrent;
using System.Diagnostics;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Suites;

/// <summary>What a suite printed. Each suite runs once, whoever asks for it.</summary>
internal sealed class SuiteRun
{
    private const string Credentials = "conformance:secret:111122223333";
    private static readonly ConcurrentDictionary<ClientSuite, Lazy<Task<SuiteRun>>> Runs = new();
    private readonly string[] _lines;
    private readonly string _errors;

    private SuiteRun(string output, string errors)
    {
        _lines = output.Split('\n');
        _errors = errors;
    }

    public static Task<SuiteRun> OfAsync(ClientSuite suite) =>
        Runs.GetOrAdd(suite, each => new Lazy<Task<SuiteRun>>(() => RunAsync(each))).Value;

    /// <summary>What follows that word in the lines that begin with it.</summary>
    public IReadOnlySet<string> Said(string word) => _lines
        .Where(line => line.StartsWith(word + " ", StringComparison.Ordinal))
        .Select(line => line[(word.Length + 1)..].Trim())
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Every case of the suite came out well, and it came to its end.</summary>
    public static async Task AgreesAsync(ClientSuite suite)
    {
        var run = await OfAsync(suite);
        run.Said("not ok").ShouldBeEmpty(run._errors);
        run.Said("ok").Count.ShouldBeGreaterThanOrEqualTo(suite.AtLeast, run.ToString());
        run._lines.ShouldContain("done", run.ToString());
    }

    public override string ToString() => $"{string.Join('\n', _lines)}\n{_errors}";

    private static async Task<SuiteRun> RunAsync(ClientSuite suite)
    {
        await using var server = await StartedServer.StartAsync("--credentials", Credentials, "--limits", suite.Limits);
        var script = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", suite.Script);
        var start = new ProcessStartInfo(suite.Program, [script]);
        foreach (var name in (string[])["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"])
            start.Environment.Remove(name);
        start.Environment["AWS_ACCESS_KEY_ID"] = "conformance";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-central-1";
        start.Environment["AWS_REGION"] = "eu-central-1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["HYDRANT_ENDPOINT"] = server.Endpoint.GetLeftPart(UriPartial.Authority);
        start.Environment["HYDRANT_DATA"] = server.Data;
        if (suite.Program == "node") start.Environment["HYDRANT_NODE_MODULES"] = await InstallAsync();

        var (output, errors) = await OtherPrograms.OutputOfAsync(start);
        return new SuiteRun(output, errors);
    }

    private static Task<string> InstallAsync() => OtherPrograms.InstallAsync(
        "javascript", "@aws-sdk/client-kinesis@3.1143.0", "@aws-sdk/client-firehose@3.1169.0");
}
