using System.CommandLine;
using Hydrant.Cli.Demo;
using Spectre.Console;

namespace Hydrant.Cli.Commands;

/// <summary>The main job in one command: a server, events in through the API, files out in the lake.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "NDJSON or a web server's access log, plain or gzipped; - is standard input." };
        var events = new Option<int>("--events") { Description = "How many events to make up when there is no file.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed makes up the same events.", DefaultValueFactory = _ => 1 };
        var once = new Option<bool>("--once") { Description = "Stop when everything was delivered, instead of staying up." };
        var listen = new Option<string>("--listen") { Description = "Where the server listens.", DefaultValueFactory = _ => "http://127.0.0.1:4566" };
        var data = new Option<string?>("--data") { Description = "Where the server keeps its data; a new directory when not given." };
        var command = new Command("demo", "Starts a server, sends events and shows the files they become.") { file, events, seed, once, listen, data };
        command.SetAction((parsed, ct) => RunAsync(
            new DemoOptions(
                parsed.GetValue(file),
                parsed.GetValue(events),
                parsed.GetValue(seed),
                parsed.GetValue(once),
                new Uri(parsed.GetValue(listen)!),
                parsed.GetValue(data) is { } directory ? Path.GetFullPath(directory) : Directory.CreateTempSubdirectory("hydrant-demo-").FullName),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken ct)
    {
        try
        {
            if (options.File is { } path and not "-" && !File.Exists(path))
                throw new InvalidOperationException($"There is no file '{path}'.");

            await using var server = await ServerProcess.StartAsync(options.Listen, options.Data, ct);
            AnsiConsole.MarkupLineInterpolated($"The server listens on [bold]{options.Listen.GetLeftPart(UriPartial.Authority)}[/] and keeps its data in {options.Data}");
            var source = options.File is null
                ? EventSource.Generated(options.Events, options.Seed)
                : EventSource.FromFile(options.File);
            var isWhole = await new DemoRun(options).RunAsync(source, ct);
            if (options.Once) return isWhole ? 0 : 1;

            AnsiConsole.MarkupLine("The server stays up. [bold]Ctrl-C[/] ends it.");
            await Task.Delay(Timeout.Infinite, ct);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Client.AwsException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"hydrant demo: {failure.Message}");
            return 1;
        }
    }
}
