using System.CommandLine;
using Hydrant.Cli.Compact;

namespace Hydrant.Cli.Commands;

/// <summary>Has a server join the small objects of a delivered prefix, or list what a reader is to read.</summary>
internal static class CompactCommand
{
    public static Command Create()
    {
        var where = new Argument<string>("where") { Description = "bucket/prefix/, or s3://bucket/prefix/; only the bucket for all of it." };
        var endpoint = new Option<string>("--endpoint") { Description = "Where the server listens.", DefaultValueFactory = _ => "http://127.0.0.1:4566" };
        var list = new Option<bool>("--list") { Description = "Change nothing; print the live objects below the prefix: their sizes and their keys." };
        var target = new Option<long?>("--target-mib") { Description = "What joined objects have at most; 128 when not given." };
        var small = new Option<long?>("--small-mib") { Description = "Objects above it are left alone; 32 when not given." };
        var quiet = new Option<long?>("--quiet-seconds") { Description = "How long an object must have been there; 900 when not given." };
        var grace = new Option<long?>("--grace-seconds") { Description = "How long joined objects stay for those who still read them; 900 when not given." };
        var wait = new Option<bool>("--wait") { Description = "Wait until all is done, the grace period included." };
        var command = new Command("compact", "Joins the small objects of a delivered prefix into large ones.")
        {
            where, endpoint, list, target, small, quiet, grace, wait,
        };
        command.SetAction((parsed, ct) => RunAsync(
            new CompactOptions(
                parsed.GetValue(where)!, new Uri(parsed.GetValue(endpoint)!), parsed.GetValue(list), parsed.GetValue(wait),
                [
                    ("targetBytes", parsed.GetValue(target) * 1024 * 1024), ("smallBytes", parsed.GetValue(small) * 1024 * 1024),
                    ("quietSeconds", parsed.GetValue(quiet)), ("graceSeconds", parsed.GetValue(grace)),
                ]),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(CompactOptions options, CancellationToken ct)
    {
        try
        {
            using var client = new CompactClient(options.Endpoint);
            var calls = new CompactCalls(client, options, Console.Out);
            return options.List ? await calls.ListAsync(ct) : await calls.CompactAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception failure) when (failure is Client.AwsException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"hydrant compact: {failure.Message}");
            return 1;
        }
    }
}
