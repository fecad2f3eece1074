namespace Hydrant.Conformance.Suites;

/// <summary>Clients of the services beside the two: what transforms records, and what names the columns of files.</summary>
public sealed class OtherServices
{
    [Fact]
    public Task The_AWS_CLI_agrees_on_functions() => SuiteRun.AgreesAsync(new("AWS CLI", "bash", "lambda_cli.sh", 25));

    [Fact]
    public Task Boto3_agrees_on_functions() => SuiteRun.AgreesAsync(new("boto3", "/usr/bin/python3", "lambda_suite.py", 12));

    [Fact]
    public Task The_AWS_CLI_agrees_on_tables_and_schemas() => SuiteRun.AgreesAsync(new("AWS CLI", "bash", "glue_cli.sh", 17));

    [Fact]
    public Task Boto3_agrees_on_tables_and_schemas() => SuiteRun.AgreesAsync(new("boto3", "/usr/bin/python3", "glue_suite.py", 13));
}
