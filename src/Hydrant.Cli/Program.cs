using System.CommandLine;
using Hydrant.Cli.Commands;
using Spectre.Console;

namespace Hydrant.Cli;

/// <summary>Every command there is. A new one is a file in Commands and one line here.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            // For a file or another program: no colours, and no line broken where a screen would end.
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = 1_000;
        }

        return Root().Parse(args).InvokeAsync();
    }

    /// <summary>The script <c>hydrant</c> has each of them.</summary>
    internal static RootCommand Root() => new("Hydrant: Kinesis Data Streams and Data Firehose on your own machine.")
    {
        CompactCommand.Create(),
        DemoCommand.Create(),
        PrefixCommand.Create(),
        FailuresCommand.Create(),
    };
}
