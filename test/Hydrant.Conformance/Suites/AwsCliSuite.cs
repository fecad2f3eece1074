namespace Hydrant.Conformance.Suites;

/// <summary>Apart from the others, beside which it runs: each of its calls starts a program.</summary>
public sealed class AwsCliSuite
{
    internal static readonly ClientSuite Suite = new("AWS CLI", "bash", "aws_cli.sh", 18);

    [Fact]
    public Task The_AWS_CLI_agrees() => SuiteRun.AgreesAsync(Suite);
}
