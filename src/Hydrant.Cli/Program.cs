using System.CommandLine;
using Hydrant.Cli.Commands;

namespace Hydrant.Cli;

/// <summary>Every command there is. A new one is a file in Commands and one line here.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Hydrant: Kinesis Data Streams and Data Firehose on your own machine.")
        {
            DemoCommand.Create(),
        };
        return root.Parse(args).InvokeAsync();
    }
}
