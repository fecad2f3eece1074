using System.Diagnostics;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance;

/// <summary>
/// Real clients against a started server. Each suite is a program in the client's own language that prints a line per
/// case, <c>ok NAME</c> or <c>not ok NAME: why</c>; the server verifies every signature.
/// </summary>
public sealed class ClientSuites
{
    private const string Credentials = "conformance:secret:111122223333";

    [Fact]
    public Task The_AWS_CLI_agrees() => RunAsync("bash", "aws_cli.sh", atLeast: 10);

    [Fact]
    public Task Boto3_agrees() => RunAsync("/usr/bin/python3", "boto3_suite.py", atLeast: 20);

    [Fact]
    public Task The_AWS_CLI_agrees_on_functions() => RunAsync("bash", "lambda_cli.sh", atLeast: 25);

    [Fact]
    public Task Boto3_agrees_on_functions() => RunAsync("/usr/bin/python3", "lambda_suite.py", atLeast: 12);

    [Fact]
    public Task The_AWS_CLI_agrees_on_tables_and_schemas() => RunAsync("bash", "glue_cli.sh", atLeast: 17);

    [Fact]
    public Task Boto3_agrees_on_tables_and_schemas() => RunAsync("/usr/bin/python3", "glue_suite.py", atLeast: 13);

    [Fact]
    public Task Boto3_meets_the_limits_as_it_knows_them() => RunLimitedAsync("/usr/bin/python3", "limits_suite.py", "aws", atLeast: 7);

    [Fact]
    public async Task The_newest_JavaScript_SDK_agrees_over_HTTP2()
    {
        var folder = await InstallAsync();
        await RunAsync("node", "javascript_suite.mjs", atLeast: 15, ("HYDRANT_NODE_MODULES", folder));
    }

    [Fact]
    public async Task The_newest_JavaScript_SDK_agrees_on_the_control_plane()
    {
        var folder = await InstallAsync();
        await RunAsync("node", "javascript_control.mjs", atLeast: 15, ("HYDRANT_NODE_MODULES", folder));
    }

    /// <summary><c>HYDRANT_PUSH_SECONDS</c> sets how long; a subscription lives five minutes.</summary>
    [Fact]
    public async Task The_newest_JavaScript_SDK_is_pushed_every_record_once_across_reshards()
    {
        var folder = await InstallAsync();
        await RunAsync("node", "javascript_push.mjs", atLeast: 1, ("HYDRANT_NODE_MODULES", folder));
    }

    private static Task RunAsync(
        string program, string suite, int atLeast, params (string Name, string Value)[] environment) =>
        RunLimitedAsync(program, suite, "off", atLeast, environment);

    private static async Task RunLimitedAsync(
        string program, string suite, string limits, int atLeast, params (string Name, string Value)[] environment)
    {
        await using var server = await StartedServer.StartAsync("--credentials", Credentials, "--limits", limits);
        var script = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", suite);
        var start = new ProcessStartInfo(program, [script]);
        foreach (var name in (string[])["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"])
            start.Environment.Remove(name);
        start.Environment["AWS_ACCESS_KEY_ID"] = "conformance";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-central-1";
        start.Environment["AWS_REGION"] = "eu-central-1";
        start.Environment["HYDRANT_ENDPOINT"] = server.Endpoint.GetLeftPart(UriPartial.Authority);
        start.Environment["HYDRANT_DATA"] = server.Data;
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var (output, errors) = await OtherPrograms.OutputOfAsync(start);
        var lines = output.Split('\n');
        lines.Where(line => line.StartsWith("not ok", StringComparison.Ordinal)).ShouldBeEmpty(errors);
        lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal))
            .ShouldBeGreaterThanOrEqualTo(atLeast, $"{output}\n{errors}");
        lines.ShouldContain("done", errors);
    }

    private static Task<string> InstallAsync() => OtherPrograms.InstallAsync(
        "javascript", "@aws-sdk/client-kinesis@3.1143.0", "@aws-sdk/client-firehose@3.1169.0");
}
