using System.Globalization;

namespace Hydrant.Load.Measuring;

/// <summary>How much memory another process has.</summary>
internal static class ResidentMemory
{
    public static long MiB(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
