using System.Diagnostics;

namespace Hydrant.Testing.S3Gateway;

/// <summary>Runs the programs of the gateway, and says what they said when they fail.</summary>
internal static class GatewayProgram
{
    private const string Script = "test/tools/install-test-tools.sh";

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, TimeSpan limit, params string[] arguments)
    {
        using var process = Process.Start(InfoOf(program, arguments))!;
        using var timeout = new CancellationTokenSource(limit);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode == 0) return;
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {limit}.");
        }
    }

    /// <summary>Starts a program that stays; it logs into the gateway's folder.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(InfoOf(program, arguments))!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static void RequireAll(params IEnumerable<string> programs)
    {
        var missing = programs.Where(p => !File.Exists(p)).ToArray();
        if (missing.Length > 0)
            throw new InvalidOperationException($"Not installed: {string.Join(", ", missing)}. Run {Script} first.");
    }

    private static ProcessStartInfo InfoOf(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
