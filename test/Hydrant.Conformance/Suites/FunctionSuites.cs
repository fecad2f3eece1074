namespace Hydrant.Conformance.Suites;

/// <summary>Lambda's clients against functions of a started server.</summary>
public sealed class FunctionSuites
{
    [Fact]
    public Task The_AWS_CLI_agrees_on_functions() => SuiteRun.AgreesAsync(new ClientSuite("AWS CLI", "bash", "lambda_cli.sh", 25));

    [Fact]
    public Task Boto3_agrees_on_functions() => SuiteRun.AgreesAsync(new ClientSuite("boto3", "/usr/bin/python3", "lambda_suite.py", 12));
}
