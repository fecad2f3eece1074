using System.Diagnostics;
using System.Globalization;

namespace Hydrant.Load.Contestants;

/// <summary>A peer from npm, installed at its first use beside the other tools of the repository.</summary>
internal sealed class NpmContestant(string package, Func<string, int, ProcessStartInfo> command) : Contestant(package)
{
    private static string Root => Path.Combine(Programs.Root, ".tools", "npm");

    /// <summary>Keeps everything in memory and acknowledges before anything is safe; the best known of its kind.</summary>
    public static NpmContestant Kinesalite() => new("kinesalite", static (root, port) => new("node",
    [
        Path.Combine(root, "node_modules", "kinesalite", "cli.js"), "--port", port.ToString(CultureInfo.InvariantCulture),
        "--createStreamMs", "0", "--deleteStreamMs", "0", "--shardLimit", "2000",
    ]));

    /// <summary>The JavaScript build of kinesis-mock.</summary>
    public static NpmContestant KinesisLocal() => new("kinesis-local", static (root, port) => new("node",
        ["main.js"])
    {
        WorkingDirectory = Path.Combine(root, "node_modules", "kinesis-local"), // It reads files from there.
        Environment =
        {
            ["KINESIS_MOCK_PLAIN_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["KINESIS_MOCK_TLS_PORT"] = (port + 1).ToString(CultureInfo.InvariantCulture),
            ["LOG_LEVEL"] = "ERROR",
            ["SHARD_LIMIT"] = "2000",
        },
    });

    protected override async Task PrepareAsync()
    {
        if (Directory.Exists(Path.Combine(Root, "node_modules", Name))) return;
        Directory.CreateDirectory(Root);
        Console.WriteLine($"Installing {Name} from npm ...");
        using var npm = Process.Start("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", Root, Name]);
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm could not install {Name}.");
    }

    protected override ProcessStartInfo Command() => command(Root, Port);
}
