using System.CommandLine;
using Hydrant.Cli.Failures;

namespace Hydrant.Cli.Commands;

/// <summary>Shows what failed in a delivery stream of a server, and has it put again.</summary>
internal static class FailuresCommand
{
    public static Command Create()
    {
        var stream = new Argument<string>("stream") { Description = "Name or ARN of the delivery stream." };
        var endpoint = new Option<string>("--endpoint") { Description = "Where the server listens.", DefaultValueFactory = _ => "http://127.0.0.1:4566" };
        var replay = new Option<bool>("--replay") { Description = "Put the records of the selected objects again." };
        var ids = new Option<string[]>("--id") { Description = "Only those objects of the error output; may be given again." };
        var type = new Option<string?>("--type") { Description = "Only what failed so, e.g. processing-failed." };
        var code = new Option<string?>("--code") { Description = "Only objects with a record that failed for that reason, e.g. Lambda.FunctionError." };
        var from = new Option<string?>("--from") { Description = "Only what failed at that time or later, e.g. 2026-03-01T12:00:00Z." };
        var to = new Option<string?>("--to") { Description = "Only what failed before." };
        var again = new Option<bool>("--replayed") { Description = "Also what was replayed already." };
        var command = new Command("failures", "Lists what a delivery stream could not deliver, and replays it.")
        {
            stream, endpoint, replay, ids, type, code, from, to, again,
        };
        command.SetAction((parsed, ct) => RunAsync(
            new FailureOptions(new Uri(parsed.GetValue(endpoint)!),
            [
                ("stream", parsed.GetValue(stream)),
                .. (parsed.GetValue(ids) ?? []).Select(id => ("id", (string?)id)),
                ("type", parsed.GetValue(type)), ("code", parsed.GetValue(code)),
                ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to)),
                ("replayed", parsed.GetValue(again) ? "true" : null),
            ]),
            parsed.GetValue(replay),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(FailureOptions options, bool isReplay, CancellationToken ct)
    {
        try
        {
            using var calls = new FailureCalls(options, Console.Out);
            return isReplay ? await calls.ReplayAsync(ct) : await calls.ListAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception failure) when (failure is Client.AwsException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"hydrant failures: {failure.Message}");
            return 1;
        }
    }
}
