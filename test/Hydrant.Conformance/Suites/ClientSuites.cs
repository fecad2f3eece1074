using Hydrant.Conformance.Operations;

namespace Hydrant.Conformance.Suites;

/// <summary>Real clients against a started server, which verifies every signature.</summary>
public sealed class ClientSuites
{
    private static readonly ClientSuite Boto3 = new("boto3", "/usr/bin/python3", "boto3_suite.py", 30);
    private static readonly ClientSuite Limits = new("boto3", "/usr/bin/python3", "limits_suite.py", 7, "aws");
    private static readonly ClientSuite Script = new("JavaScript", "node", "javascript_suite.mjs", 20);
    private static readonly ClientSuite Control = new("JavaScript", "node", "javascript_control.mjs", 15);
    private static readonly ClientSuite Push = new("JavaScript", "node", "javascript_push.mjs", 1);
    private static readonly ClientSuite[] All = [AwsCliSuite.Suite, Boto3, Script, Control, Push];

    [Fact]
    public Task Boto3_agrees() => SuiteRun.AgreesAsync(Boto3);

    [Fact]
    public Task Boto3_meets_the_limits_as_it_knows_them() => SuiteRun.AgreesAsync(Limits);

    [Fact]
    public Task The_newest_JavaScript_SDK_agrees_over_HTTP2() => SuiteRun.AgreesAsync(Script);

    [Fact]
    public Task The_newest_JavaScript_SDK_agrees_on_the_control_plane() => SuiteRun.AgreesAsync(Control);

    /// <summary><c>HYDRANT_PUSH_SECONDS</c> sets how long; a subscription lives five minutes.</summary>
    [Fact]
    public Task The_newest_JavaScript_SDK_is_pushed_every_record_once_across_reshards() => SuiteRun.AgreesAsync(Push);

    /// <summary>A call counts when it was answered, and for what the server does not do when it was refused.</summary>
    [Fact]
    public async Task Every_client_calls_every_operation_that_it_knows()
    {
        var wrong = new List<string>();
        var all = await Task.WhenAll(All.Select(SuiteRun.OfAsync)); // At once: they wait more than they work.
        foreach (var suites in All.Zip(all).GroupBy(run => run.First.Client, run => run.Second))
        {
            var runs = suites.ToList();
            foreach (var row in OperationRows.All)
            {
                var isKnown = runs.Exists(run => run.Said("knows").Contains(row.Operation));
                var due = row.Good is null ? "refused" : "called";
                var isCalled = runs.Exists(run => run.Said(due).Contains(row.Operation));
                var isUnknown = ClientGaps.Of(suites.Key).Contains(row.Operation);
                if (isKnown && isUnknown) wrong.Add($"{suites.Key} knows {row.Operation}, which the table denies");
                if (!isKnown && !isUnknown) wrong.Add($"{suites.Key} does not know {row.Operation}");
                if (isKnown && !isCalled) wrong.Add($"{suites.Key} does not call {row.Operation}");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
