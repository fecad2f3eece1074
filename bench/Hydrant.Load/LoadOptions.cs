using System.Globalization;

namespace Hydrant.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions(
    string Scenario, int Rounds, double Seconds, bool Cbor, IReadOnlyList<string> Peers, double? Rate, double Gigabytes,
    bool Verify, string Data, bool Save)
{
    /// <summary>Whether the time was given, and not left to the scenario.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Partitions of a pipeline.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>What a pipeline makes of its records: none, parquet or orc.</summary>
    public string Convert { get; init; } = "parquet";

    /// <summary>Whether a pipeline has a function.</summary>
    public bool Function { get; init; }

    /// <summary>Seconds after which a pipeline delivers what it has buffered.</summary>
    public int Interval { get; init; } = 15;

    public static readonly string Usage =
        $"hydrant bench {Scenarios.Names}|all\n"
        + "  [--rounds N] [--seconds S] [--format json|cbor] [--peers kinesalite,kinesis-local|none] [--rate REQUESTS/S]\n"
        + "  [--gigabytes N] [--verify on|off] [--data DIRECTORY] [--save]\n"
        + "  [--partitions N] [--convert none|parquet|orc] [--function] [--interval S]";

    public static LoadOptions? Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || args[0].StartsWith('-')) return null;
        var options = new LoadOptions(
            args[0], Rounds: 3, Seconds: 6, Cbor: false, Peers: ["kinesalite"], Rate: null, Gigabytes: 2, Verify: false,
            Data: Path.Combine(Path.GetTempPath(), $"hydrant-bench-{Environment.ProcessId}"), Save: false);
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--save")
            {
                options = options with { Save = true };
                continue;
            }

            if (args[i] == "--function")
            {
                options = options with { Function = true };
                continue;
            }

            if (i + 1 == args.Count) return null;
            var value = args[++i];
            LoadOptions? next = args[i - 1] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture), IsTimed = true },
                "--format" => options with { Cbor = value == "cbor" },
                "--peers" => options with { Peers = value == "none" ? [] : value.Split(',') },
                "--rate" => options with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
                "--gigabytes" => options with { Gigabytes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--verify" => options with { Verify = value == "on" },
                "--data" => options with { Data = Path.GetFullPath(value) },
                "--partitions" => options with { Partitions = int.Parse(value, CultureInfo.InvariantCulture) },
                "--convert" => value is "none" or "parquet" or "orc" ? options with { Convert = value } : null,
                "--interval" => options with { Interval = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }

        return options;
    }
}
