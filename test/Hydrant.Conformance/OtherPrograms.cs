using System.Diagnostics;
using System.Text;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance;

/// <summary>Programs that are not ours, run to their end.</summary>
internal static class OtherPrograms
{
    private static readonly SemaphoreSlim Npm = new(1);

    /// <summary>Installs packages, named with their versions, in a folder of <c>.tools</c>; returns its path.</summary>
    public static async Task<string> InstallAsync(string folder, params string[] packages)
    {
        var path = Path.Combine(StartedServer.Root, ".tools", folder);
        Directory.CreateDirectory(path);
        await Npm.WaitAsync();
        try
        {
            var start = new ProcessStartInfo(
                "npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", path, .. packages]);
            await OutputOfAsync(start);
        }
        finally
        {
            Npm.Release();
        }

        return path;
    }

    /// <summary>What it printed; any exit code but 0 throws.</summary>
    public static async Task<(string Output, string Errors)> OutputOfAsync(ProcessStartInfo start, string? input = null)
    {
        start.RedirectStandardInput = input is not null;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(15));
        process.ExitCode.ShouldBe(0, $"{start.FileName}: {await output}\n{await errors}");
        return (await output, await errors);
    }
}
