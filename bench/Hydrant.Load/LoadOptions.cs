using System.Globalization;

namespace Hydrant.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions(
    string Scenario, int Rounds, double Seconds, bool Cbor, IReadOnlyList<string> Peers, double? Rate, double Gigabytes,
    bool Verify, string Data, bool Save)
{
    public static readonly string Usage =
        $"hydrant bench {Scenarios.Names}|all\n"
        + "  [--rounds N] [--seconds S] [--format json|cbor] [--peers kinesalite,kinesis-local|none] [--rate REQUESTS/S]\n"
        + "  [--gigabytes N] [--verify on|off] [--data DIRECTORY] [--save]";

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

            if (i + 1 == args.Count) return null;
            var value = args[++i];
            LoadOptions? next = args[i - 1] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--format" => options with { Cbor = value == "cbor" },
                "--peers" => options with { Peers = value == "none" ? [] : value.Split(',') },
                "--rate" => options with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
                "--gigabytes" => options with { Gigabytes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--verify" => options with { Verify = value == "on" },
                "--data" => options with { Data = Path.GetFullPath(value) },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }

        return options;
    }
}
