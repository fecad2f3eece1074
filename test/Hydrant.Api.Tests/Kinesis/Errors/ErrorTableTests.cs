using System.Text.RegularExpressions;
using Hydrant.Api.Tests.Control;
using Hydrant.Api.Tests.Protocols;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis.Errors;

/// <summary>Every error of docs/specs/kinesis-errors.md comes about, in the words of the table.</summary>
public sealed partial class ErrorTableTests
{
    private const string Auto = $"arn:aws:kinesis:us-east-1:{ControlCase.Account}:stream/auto";

    [Fact]
    public async Task Every_request_of_the_table_is_refused_in_its_words_in_both_protocols()
    {
        await using var world = await OpenAsync();
        var iterator = await world.AskAsync(
            "GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""");
        var wrong = new List<string>();
        foreach (var row in ErrorRow.All.Where(row => row.IsRequest))
        {
            foreach (var protocol in ControlCase.Both)
            {
                var asked = Fill(row.Asked, (string)iterator["ShardIterator"]!);
                if (protocol == Protocol.Cbor) asked = Seconds().Replace(asked, "${0}000"); // There it is milliseconds.
                var (status, body) = await world.CallAsync(protocol, row.Operation, asked);
                var found = $"{status} {body["__type"]} {body["message"]}";
                var expected = $"400 {row.Type} {Fill(row.Text, "")}";
                if (found != expected) wrong.Add($"{row.Operation} {row.When} in {protocol}:\n  {found}\n  {expected}");
            }
        }

        wrong.ShouldBeEmpty();
        ErrorRow.All.Count(row => row.IsRequest).ShouldBeGreaterThan(100);
    }

    /// <summary>A text is found piece by piece, between what varies; a test may write it in several lines.</summary>
    [Fact]
    public void Every_test_that_the_table_names_is_there_and_holds_the_text()
    {
        var tests = Path.Combine(ErrorRow.Root, "test");
        var files = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
        var wrong = new List<string>();
        foreach (var row in ErrorRow.All.Where(row => !row.IsRequest))
        {
            var (file, test) = (row.Asked.Split('.')[0], row.Asked.Split('.')[^1]);
            var source = files[file].FirstOrDefault(text => text.Contains($" {test}(", StringComparison.Ordinal));
            if (source is null)
            {
                wrong.Add($"{row.Asked} is not there");
                continue;
            }

            var joined = Break().Replace(source, "");
            wrong.AddRange(Varying().Split(row.Text)
                .Where(piece => piece.Trim().Length > 3 && !joined.Contains(piece, StringComparison.Ordinal))
                .Select(piece => $"{row.Asked} does not say '{piece}'"));
        }

        wrong.ShouldBeEmpty();
    }

    private static async Task<ApiWorld> OpenAsync()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_100_000));
        var world = await ApiWorld.OpenAsync(clock: clock);
        await world.CreateAsync("there", 2);
        await world.CreateAsync("split", 1);
        await world.AskAsync("CreateStream", """{"StreamName":"auto"}""");
        await world.ActiveAsync("auto");
        await world.AskAsync("SplitShard", """{"StreamName":"split","ShardToSplit":"0","NewStartingHashKey":"1000"}""");
        await world.ActiveAsync("split");
        await world.AskAsync("IncreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":48}""");
        await world.ActiveAsync("there");
        await world.RegisterAsync("there", "c");
        return world;
    }

    private static string Fill(string text, string iterator) => text
        .Replace("<consumer>", $"{ControlCase.Arn}/consumer/c:1700100000", StringComparison.Ordinal)
        .Replace("<arn>", ControlCase.Arn, StringComparison.Ordinal)
        .Replace("<auto>", Auto, StringComparison.Ordinal)
        .Replace("<account>", ControlCase.Account, StringComparison.Ordinal)
        .Replace("<iterator>", iterator, StringComparison.Ordinal);

    [GeneratedRegex("\"Timestamp\":[0-9]+")]
    private static partial Regex Seconds();

    [GeneratedRegex("<[a-z]+>")]
    private static partial Regex Varying();

    [GeneratedRegex("\"\\s*\\+\\s*\\$*\"")]
    private static partial Regex Break();
}
