using System.Diagnostics;

namespace Hydrant.Conformance;

/// <summary>Packages of npm, installed into a folder when a test needs them.</summary>
internal static class NodePackages
{
    public static async Task InstallAsync(string folder, params string[] packages)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, .. packages])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        await OutputOfAsync(start);
    }

    /// <summary>What a program prints that must end well.</summary>
    public static async Task<(string Output, string Errors)> OutputOfAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        process.ExitCode.ShouldBe(0, $"{start.FileName}: {await output}\n{await errors}");
        return (await output, await errors);
    }
}
