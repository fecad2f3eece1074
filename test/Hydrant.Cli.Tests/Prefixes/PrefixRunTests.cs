using System.Text;
using System.Text.Json;
using Hydrant.Cli.Prefixes;

namespace Hydrant.Cli.Tests.Prefixes;

public sealed class PrefixRunTests
{
    private const string Name = "clicks-2-2026-03-01-12-00-00-00000000-0000-0000-0000-000000000000";

    private static readonly PrefixOptions Options = new(new Dictionary<string, string?>
    {
        ["name"] = "clicks",
        ["prefix"] = "app=!{partitionKeyFromQuery:app}/by=!{partitionKeyFromLambda:by}/",
        ["errorOutputPrefix"] = "bad/",
        ["compressionFormat"] = "GZIP",
        ["query"] = "{app: .app}",
        ["customTimeZone"] = null,
    })
    {
        Version = 2, Arrived = "2026-03-01T12:00:00Z", Keys = ["by=a=b"], Records = ["""{"app":"web"}"""],
    };

    [Fact]
    public async Task Keys_are_shown_without_a_server()
    {
        var report = await ReportAsync(Options with { File = "-" }, "{\"app\":1}\r\n\n{\"app\":\"\"}\n");

        report.ShouldBe(
            $"""
            record 1
              key    app=web/by=a=b/{Name}.gz
              by = a=b
              app = web
            record 2
              key    app=1/by=a=b/{Name}.gz
              by = a=b
              app = 1
            record 3
              key    bad/processing-failed/2026/03/01/12/{Name}.gz
              error  DynamicPartitioning.MetadataExtractionFailed: partitionKeys values must not be null or empty
            error output
              processing-failed  bad/processing-failed/2026/03/01/12/{Name}.gz
              format-conversion-failed  bad/format-conversion-failed/2026/03/01/12/{Name}.gz
            Zeros stand for what is random in the key of each object.

            """);
    }

    [Fact]
    public async Task Records_are_read_from_a_file()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "{\"app\":\"file\"}\n", TestContext.Current.CancellationToken);
            (await ReportAsync(Options with { Records = [], File = path }, "")).ShouldContain($"key    app=file/by=a=b/{Name}.gz");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_broken_rule_is_told_in_the_words_of_the_service()
    {
        var wrong = await Should.ThrowAsync<InvalidOperationException>(() => ReportAsync(
            new PrefixOptions(new Dictionary<string, string?> { ["prefix"] = "!{firehose:error-output-type}/", ["errorOutputPrefix"] = "e/" }), ""));

        wrong.Message.ShouldBe("Prefix must not contain any occurrence of !{firehose:error-output-type}");
    }

    [Fact]
    public async Task A_key_has_a_name_and_a_value() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => ReportAsync(Options with { Keys = ["by"] }, ""))).Message
            .ShouldBe("'by' is no partition key: write name=value.");

    [Fact]
    public async Task A_delivery_stream_is_named_to_the_server()
    {
        var request = await PrefixRequest.WriteAsync(
            new PrefixOptions(new Dictionary<string, string?>()) { Stream = "clicks", Records = ["a\"b"] }, TextReader.Null, CancellationToken.None);

        JsonDocument.Parse(request).RootElement.GetProperty("stream").GetString().ShouldBe("clicks");
        JsonDocument.Parse(request).RootElement.GetProperty("records")[0].GetString().ShouldBe("a\"b");
        Encoding.UTF8.GetString(request.Span).ShouldNotContain("prefix");
    }

    private static async Task<string> ReportAsync(PrefixOptions options, string input)
    {
        var request = await PrefixRequest.WriteAsync(options, new StringReader(input), CancellationToken.None);
        var report = new StringWriter { NewLine = "\n" };
        PrefixReport.Print(await PrefixRun.AnswerAsync(request, CancellationToken.None), report);
        return report.ToString();
    }
}
