using System.CommandLine;
using Hydrant.Cli.Prefixes;

namespace Hydrant.Cli.Commands;

/// <summary>The keys that records would get: without a server from settings, or with one from a delivery stream that is there.</summary>
internal static class PrefixCommand
{
    public static Command Create()
    {
        var settings = SettingOptions();
        var version = new Option<int?>("--version-id") { Description = "The delivery stream's version; 1 when not given." };
        var keys = new Option<string[]>("--key") { Description = "A partition key that a function would give, name=value; as often as there are keys." };
        var arrived = new Option<string?>("--arrived") { Description = "When the records arrive, e.g. 2026-03-01T12:00:00Z; now when not given." };
        var record = new Option<string[]>("--record") { Description = "A record, as often as wanted." };
        var file = new Option<string?>("--file") { Description = "Records, one a line; - is standard input." };
        var stream = new Option<string?>("--stream") { Description = "The name or ARN of a delivery stream of the server, whose settings are taken." };
        var server = new Option<string>("--server") { Description = "Where the server listens.", DefaultValueFactory = _ => "http://127.0.0.1:4566" };
        var json = new Option<bool>("--json") { Description = "The answer as JSON." };
        var command = new Command("prefix", "Shows the keys that records would get in the lake.") { version, keys, arrived, record, file, stream, server, json };
        foreach (var setting in settings.Values) command.Add(setting);
        command.SetAction((parsed, ct) => PrefixRun.RunAsync(
            new PrefixOptions(settings.ToDictionary(pair => pair.Key, pair => parsed.GetValue(pair.Value)))
            {
                Version = parsed.GetValue(version),
                Keys = parsed.GetValue(keys) ?? [],
                Arrived = parsed.GetValue(arrived),
                Records = parsed.GetValue(record) ?? [],
                File = parsed.GetValue(file),
                Stream = parsed.GetValue(stream),
                Server = new Uri(parsed.GetValue(server)!),
                IsJson = parsed.GetValue(json),
            },
            ct));
        return command;
    }

    // By the names that the request has for them.
    private static Dictionary<string, Option<string?>> SettingOptions() => new()
    {
        ["name"] = new("--name") { Description = "The delivery stream's name." },
        ["prefix"] = new("--prefix") { Description = "Prefix; that of the service when not given." },
        ["errorOutputPrefix"] = new("--error-prefix") { Description = "ErrorOutputPrefix." },
        ["customTimeZone"] = new("--time-zone") { Description = "CustomTimeZone, e.g. Europe/Berlin; UTC when not given." },
        ["fileExtension"] = new("--extension") { Description = "FileExtension, e.g. .json" },
        ["compressionFormat"] = new("--compression") { Description = "CompressionFormat: GZIP, ZIP, Snappy, HADOOP_SNAPPY or UNCOMPRESSED." },
        ["conversion"] = new("--conversion") { Description = "parquet or orc, where records are converted to columns." },
        ["query"] = new("--query") { Description = "MetadataExtractionQuery: the JQ program that makes partition keys." },
    };
}
