using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Times: seconds since 1970, and broken down as C does it. All in UTC, local time too.</summary>
internal static class DateFunctions
{
    private const double Earliest = -62135596800;
    private const double Latest = 253402300799;

    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("gmtime/0", (run, input, _) => Break(run, input, "gmtime")),
        new("localtime/0", (run, input, _) => Break(run, input, "localtime")),
        new("mktime/0", Make),
        new("strftime/1", (run, input, given) => Print(run, input, given[0], "strftime/1")),
        new("strflocaltime/1", (run, input, given) => Print(run, input, given[0], "strflocaltime/1")),
        new("strptime/1", Read),
    ];

    private static JqValue Break(JqRun run, JqValue input, string name)
    {
        if (!input.IsNumber) return run.Fail($"{name}() requires a number");
        var seconds = input.Number;
        if (!(seconds >= Earliest && seconds <= Latest)) return run.Fail($"error converting number of seconds since epoch to datetime");
        var whole = Math.Floor(seconds);
        var time = DateTime.UnixEpoch.AddSeconds(whole);
        return Broken(time, time.Second + (seconds - whole));
    }

    public static JqArray Broken(DateTime time, double seconds) => new(
        time.Year, time.Month - 1, time.Day, time.Hour, time.Minute, seconds, (int)time.DayOfWeek, time.DayOfYear - 1);

    private static JqValue Make(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsArray) return run.Fail("mktime requires array inputs");
        return Time(input.Array) is { } time
            ? Math.Floor((time - DateTime.UnixEpoch).TotalSeconds)
            : run.Fail("mktime requires parsed datetime inputs");
    }

    /// <summary>The time of its parts, which may be out of their ranges; null when they are no numbers or there is no such time.</summary>
    private static DateTime? Time(JqArray parts)
    {
        Span<double> numbers = stackalloc double[6];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i >= parts.Count || !parts[i].IsNumber || !(Math.Abs(parts[i].Number) < 1e10)) return null;
            numbers[i] = Math.Truncate(parts[i].Number);
        }

        var year = numbers[0] + Math.Floor(numbers[1] / 12);
        var month = (int)(numbers[1] - (Math.Floor(numbers[1] / 12) * 12)) + 1;
        if (year is < 1 or > 9999) return null;
        var seconds = ((numbers[2] - 1) * 86400) + (numbers[3] * 3600) + (numbers[4] * 60) + numbers[5];
        var total = (new DateTime((int)year, month, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds + seconds;
        return total is >= Earliest and <= Latest ? DateTime.UnixEpoch.AddSeconds(total) : null;
    }

    private static JqValue Print(JqRun run, JqValue input, JqValue format, string name)
    {
        if (input.IsNumber) input = Break(run, input, "gmtime");
        if (input.IsInvalid) return default;
        if (!input.IsArray) return run.Fail($"{name} requires parsed datetime inputs");
        if (!format.IsString) return run.Fail($"{name} requires a string format");
        return Time(input.Array) is { } time
            ? Strftime.Print(time, format.String)
            : run.Fail($"{name} requires parsed datetime inputs");
    }

    private static JqValue Read(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsString) return run.Fail("strptime/1 requires string inputs and arguments");
        if (!given[0].IsString) return run.Fail("strptime/1 requires string inputs and arguments");
        return Strptime.Read(input.String, given[0].String) is { } time
            ? Broken(time, time.Second)
            : run.Fail($"date \"{input.String}\" does not match format \"{given[0].String}\"");
    }
}
