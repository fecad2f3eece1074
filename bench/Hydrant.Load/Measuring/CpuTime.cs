using System.Diagnostics;
using System.Globalization;

namespace Hydrant.Load.Measuring;

/// <summary>How much of a core another process uses.</summary>
internal static class CpuTime
{
    private const double TicksPerSecond = 100; // Of the kernel's clock, as it shows it to programs.

    /// <summary>Looks for that long; 1 is a whole core.</summary>
    public static async Task<double> CoresAsync(int process, TimeSpan time)
    {
        var (before, clock) = (Seconds(process), Stopwatch.StartNew());
        await Task.Delay(time);
        return (Seconds(process) - before) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>User and system time since it started.</summary>
    public static double Seconds(int process)
    {
        // The name, in brackets, may hold blanks; user and system time are the 12th and 13th field behind it.
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
