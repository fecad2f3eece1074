using System.Text.RegularExpressions;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Suites;

/// <summary>Firehose's clients against a started server, each calling every operation there is.</summary>
public sealed partial class FirehoseSuites
{
    private static readonly ClientSuite Cli = new("AWS CLI", "bash", "firehose_cli.sh", 10);
    private static readonly ClientSuite Boto3 = new("boto3", "/usr/bin/python3", "firehose_suite.py", 7);
    private static readonly ClientSuite Script = new("JavaScript", "node", "firehose_control.mjs", 6);

    [Fact]
    public Task The_AWS_CLI_agrees_on_the_control_plane() => SuiteRun.AgreesAsync(Cli);

    [Fact]
    public Task Boto3_agrees_on_the_control_plane() => SuiteRun.AgreesAsync(Boto3);

    [Fact]
    public Task The_newest_JavaScript_SDK_agrees_on_the_control_plane() => SuiteRun.AgreesAsync(Script);

    /// <summary>A call counts when it was answered. Each client knows each of them.</summary>
    [Fact]
    public async Task Every_client_calls_every_operation_of_Firehose()
    {
        var source = await File.ReadAllTextAsync(
            Path.Combine(StartedServer.Root, "src", "Hydrant.Api", "Firehose", "FirehoseService.cs"), TestContext.Current.CancellationToken);
        string[] operations = [.. Added().Matches(source).Select(match => match.Groups[1].Value)];
        operations.Length.ShouldBeGreaterThanOrEqualTo(11);
        var wrong = new List<string>();
        foreach (var suite in (ClientSuite[])[Cli, Boto3, Script])
        {
            var run = await SuiteRun.OfAsync(suite);
            wrong.AddRange(operations.Except(run.Said("called")).Select(operation => $"{suite.Client} does not call {operation}"));
            wrong.AddRange(operations.Except(run.Said("knows")).Select(operation => $"{suite.Client} does not know {operation}"));
        }

        wrong.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\.Add\(new (\w+)Operation\(")]
    private static partial Regex Added();
}
