using System.Globalization;

namespace Hydrant.Load.Measuring;

/// <summary>How much memory another process has.</summary>
internal static class ResidentMemory
{
    public static long MiB(int process) => Field(process, "VmRSS");

    /// <summary>The most it ever had.</summary>
    public static long PeakMiB(int process) => Field(process, "VmHWM");

    private static long Field(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
