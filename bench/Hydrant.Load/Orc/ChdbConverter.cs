using System.Diagnostics;
using System.Text.Json;
using Hydrant.Load.Contestants;

namespace Hydrant.Load.Orc;

/// <summary>ClickHouse as a process that converts a file for each line it is given.</summary>
internal sealed class ChdbConverter : IDisposable
{
    private const string Package = "chdb@3.4.0";

    private readonly Process _process;

    private ChdbConverter(Process process) => _process = process;

    public static async Task<ChdbConverter> StartAsync()
    {
        var tools = Path.Combine(Programs.Root, ".tools", "chdb");
        Directory.CreateDirectory(tools);
        using (var npm = Process.Start("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", tools, Package]))
        {
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm could not install {Package}.");
        }

        var script = Path.Combine(Programs.Root, "bench", "Hydrant.Load", "Orc", "convert.mjs");
        return new ChdbConverter(Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["HYDRANT_NODE_MODULES"] = tools, ["TZ"] = "UTC" },
        })!);
    }

    public async Task<ConversionTime> ConvertAsync(string input, string output, string structure)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { input, output, structure }));
        var line = await _process.StandardOutput.ReadLineAsync();
        return line is null
            ? throw new InvalidOperationException("ClickHouse ended.")
            : JsonSerializer.Deserialize<ConversionTime>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
