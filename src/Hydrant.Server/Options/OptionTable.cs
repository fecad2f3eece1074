using System.Globalization;
using Hydrant.Api.Faults;
using Hydrant.Core;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.SigV4;

namespace Hydrant.Server.Options;

/// <summary>Every setting there is. A new one is one entry here; help, documentation and all three sources follow.</summary>
internal static class OptionTable
{
    private static readonly ServerOptions Defaults = new();

    public static readonly IReadOnlyList<ServerOption> All =
    [
        new("listen", "URL", "Address and port of the AWS APIs.", Text(Defaults.Listen), static (options, text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri) ? options with { Listen = uri } : null),
        new("data", "DIRECTORY", "Where everything is kept; made when it is not there.", "./data", static (options, text) =>
            text.Length > 0 ? options with { Data = Path.GetFullPath(text) } : null),
        new("account", "12 DIGITS", "The account of every caller when there are no credentials.", Defaults.Account,
            static (options, text) => options with { Account = text }),
        new("credentials", "KEY:SECRET:ACCOUNT,…", "Who may call. With any, signatures are verified in full; without, only "
            + "this machine can call and every key is let in.", "none", static (options, text) =>
            ReadCredentials(text) is { } credentials ? options with { Credentials = credentials } : null),
        new("log-segment-size", "SIZE", "Size of one file of the log.", Text(Defaults.LogSegmentSize), static (options, text) =>
            ByteSize.TryParse(text, out var size) ? options with { LogSegmentSize = size } : null),
        new("log-tail-cache-size", "SIZE", "Memory for the newest records, from which readers at the tail are served.",
            Text(Defaults.LogTailCacheSize), static (options, text) =>
            ByteSize.TryParse(text, out var size) ? options with { LogTailCacheSize = size } : null),
        new("max-request-size", "SIZE", "Largest body of one request.", Text(Defaults.Wire.MaxRequestSize), static (options, text) =>
            ByteSize.TryParse(text, out var size) ? options with { Wire = options.Wire with { MaxRequestSize = size } } : null),
        new("max-request-memory", "SIZE", "Memory for the bodies of requests and large answers together.", Text(Defaults.Wire.MaxRequestMemory),
            static (options, text) => ByteSize.TryParse(text, out var size)
                ? options with { Wire = options.Wire with { MaxRequestMemory = size } }
                : null),
        new("limits", "aws|off", "Whether the quotas of the service are kept: throughput of shards and delivery "
            + "streams, rates of calls, numbers of streams. A stream's tag hydrant:limits says otherwise for that stream.", Word(Defaults.Streams.Limits),
            static (options, text) => TryWord<LimitMode>(text, out var mode)
                ? options with
                {
                    Streams = options.Streams with { Limits = mode },
                    Delivery = options.Delivery with { Limits = mode },
                }
                : null),
        new("states", "aws|fast", "How long streams and delivery streams stay CREATING, UPDATING and DELETING: seconds as in "
            + "the service, or milliseconds. A stream's tag hydrant:states says otherwise for that stream.",
            Word(Defaults.Streams.States), static (options, text) => TryWord<StateMode>(text, out var mode)
                ? options with
                {
                    Streams = options.Streams with { States = mode },
                    Delivery = options.Delivery with { States = mode },
                }
                : null),
        new("state-delay", "TIME", "How long those states last when they are fast.", Text(Defaults.Streams.StateDelay),
            static (options, text) => TryTime(text, out var time)
                ? options with
                {
                    Streams = options.Streams with { StateDelay = time },
                    Delivery = options.Delivery with { StateDelay = time },
                }
                : null),
        new("faults", "FILE|JSON", "Fault rules for testers, as /_hydrant/faults has them: calls that are throttled, fail or take "
            + "longer on purpose.", "none", static (options, text) =>
            ReadFaults(options, text)),
        new("allow-faults", "true|false", "Whether there may be fault rules where others than this machine can call, and whether "
            + "they may be set from there.", "false", static (options, text) =>
            bool.TryParse(text, out var allow) ? options with { AllowFaults = allow } : null),
        new("scaling-period", "TIME", "How often the load of scaled streams is looked at: on-demand ones, and those with the tag "
            + "hydrant:autoscale.", Text(Defaults.Streams.ScalingPeriod), static (options, text) => TryTime(text, out var time)
                ? options with { Streams = options.Streams with { ScalingPeriod = time } }
                : null),
        new("scaling-quiet", "TIME", "How long neighbouring shards must have been nearly idle before they are merged.",
            Text(Defaults.Streams.ScalingQuiet), static (options, text) => TryTime(text, out var time)
                ? options with { Streams = options.Streams with { ScalingQuiet = time } }
                : null),
        new("retention-sweep-every", "TIME", "How often records past their retention are let go.",
            Text(Defaults.Streams.RetentionSweepEvery), static (options, text) => TryTime(text, out var time)
                ? options with { Streams = options.Streams with { RetentionSweepEvery = time } }
                : null),
        new("delivery-last-retry", "TIME", "The longest pause between attempts at a delivery that fails.",
            Text(Defaults.Delivery.LastRetry), static (options, text) => TryTime(text, out var time)
                ? options with { Delivery = options.Delivery with { LastRetry = time } }
                : null),
        new("max-concurrent-deliveries", "NUMBER", "How many objects are written at the same time.",
            Text(Defaults.Delivery.MaxConcurrentDeliveries), static (options, text) =>
            TryNumber(text, out var number)
                ? options with { Delivery = options.Delivery with { MaxConcurrentDeliveries = number } }
                : null),
        new("max-backlog", "SIZE", "How much may wait for delivery in one delivery stream; puts beyond are refused until some is delivered.",
            "what the disk has", static (options, text) => ByteSize.TryParse(text, out var size)
                ? options with { Delivery = options.Delivery with { MaxBacklog = size } }
                : null),
        new("conversion-memory", "SIZE", "Memory for the rows of all files of columns that are written at the same time.",
            Text(Defaults.Delivery.ConversionMemory), static (options, text) => ByteSize.TryParse(text, out var size)
                ? options with { Delivery = options.Delivery with { ConversionMemory = size } }
                : null),
        new("functions", "DIRECTORY", "A folder for each function, by its name, beside those that are uploaded. Where others than this "
            + "machine can call there are no functions at all unless this is set.", "functions in the data directory",
            static (options, text) => text.Length > 0
                ? options with { Functions = options.Functions with { Folder = Path.GetFullPath(text) } }
                : null),
        new("function-concurrency", "NUMBER", "Processes of one function, each at one call at a time.",
            Text(Defaults.Functions.MaxConcurrency), static (options, text) => TryNumber(text, out var number)
                ? options with { Functions = options.Functions with { MaxConcurrency = number } }
                : null),
        new("function-processes", "NUMBER", "Processes of all functions together.", Text(Defaults.Functions.MaxProcesses),
            static (options, text) => TryNumber(text, out var number)
                ? options with { Functions = options.Functions with { MaxProcesses = number } }
                : null),
        new("function-idle", "TIME", "How long a process without calls is kept.", Text(Defaults.Functions.IdleTime),
            static (options, text) => TryTime(text, out var time)
                ? options with { Functions = options.Functions with { IdleTime = time } }
                : null),
        new("function-endpoint", "URL", "Another server that speaks Lambda's Invoke, for functions that are not here.", "none",
            static (options, text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
                ? options with { Functions = options.Functions with { Endpoint = uri } }
                : null),
        new("s3-endpoint", "URL", "A service that speaks S3, for the buckets of delivery streams. Without it they are folders in "
            + "the data directory.", "none", static (options, text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri) ? options with { S3 = options.S3 with { Endpoint = uri } } : null),
        new("s3-region", "NAME", "The Region to sign for.", Defaults.S3.Region, static (options, text) =>
            options with { S3 = options.S3 with { Region = text } }),
        new("s3-access-key", "KEY", "Who writes there.", "none", static (options, text) =>
            options with { S3 = options.S3 with { AccessKey = text } }),
        new("s3-secret-key", "SECRET", "The secret of that key.", "none", static (options, text) =>
            options with { S3 = options.S3 with { SecretKey = text } }),
        new("s3-create-buckets", "true|false", "Whether buckets that are not there are made.", "false", static (options, text) =>
            bool.TryParse(text, out var create) ? options with { S3 = options.S3 with { CreateBuckets = create } } : null),
    ];

    public static ServerOption? Find(string name) => All.FirstOrDefault(option => option.Name == name);

    private static string Text(object value) => value is TimeSpan time
        ? time.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} ms")
        : value.ToString()!.TrimEnd('/');

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Reads the name of a value in small letters, and nothing else.</summary>
    private static bool TryWord<T>(string text, out T value)
        where T : struct, Enum
    {
        var found = Enum.GetValues<T>().Where(each => Word(each) == text).ToList();
        value = found.Count == 1 ? found[0] : default;
        return found.Count == 1;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads <c>5 ms</c>, <c>1.5s</c> or <c>2 min</c>.</summary>
    private static bool TryTime(string text, out TimeSpan time)
    {
        var unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ');
        var factor = unit switch { "ms" => 0.001, "s" => 1, "min" => 60, "h" => 3600, _ => double.NaN };
        var isNumber = double.TryParse(
            text[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        var isTime = isNumber && !double.IsNaN(factor) && number * factor < TimeSpan.MaxValue.TotalSeconds / 2;
        time = isTime ? TimeSpan.FromSeconds(number * factor) : default;
        return isTime;
    }

    private static ServerOptions? ReadFaults(ServerOptions options, string text)
    {
        var mistakes = new List<string>();
        var isJson = text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal);
        if (!isJson && !File.Exists(text)) return null;

        var plan = FaultPlanJson.Read(isJson ? System.Text.Encoding.UTF8.GetBytes(text) : File.ReadAllBytes(text), mistakes);
        return options with { Faults = plan, FaultsMistakes = mistakes };
    }

    private static List<Credential>? ReadCredentials(string text)
    {
        var credentials = new List<Credential>();
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split(':') is not [{ Length: > 0 } key, { Length: > 0 } secret, { Length: > 0 } account]) return null;
            credentials.Add(new Credential(key, secret, account));
        }

        return credentials;
    }
}
