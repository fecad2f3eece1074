using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Hydrant.Cli.Demo;

/// <summary>The server as a process of its own, as users run it; stopped with a signal when this is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says why and what to do.</exception>
    public static async Task<ServerProcess> StartAsync(Uri listen, string data, CancellationToken ct)
    {
        if (await IsTakenAsync(listen, ct))
        {
            throw new InvalidOperationException(
                $"Something listens on {listen.Authority} already. Stop it, or choose another port with --listen http://127.0.0.1:PORT.");
        }

        var program = Environment.GetEnvironmentVariable("HYDRANT_SERVER_DLL")
            ?? throw new InvalidOperationException("Start the demo with the script: ./hydrant demo");
        var start = new ProcessStartInfo("dotnet", [program, "--listen", listen.GetLeftPart(UriPartial.Authority), "--data", data, "--limits", "off"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var waited = 0; waited < 300; waited++)
        {
            if (process.HasExited) break;
            if (await IsTakenAsync(listen, ct)) return new ServerProcess(process);
            await Task.Delay(100, ct);
        }

        lock (said) throw new InvalidOperationException($"The server did not start: {string.Join(Environment.NewLine, said)}");

        void Remember(string? line)
        {
            lock (said)
            {
                if (line is not null && said.Count < 100) said.Add(line);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> IsTakenAsync(Uri listen, CancellationToken ct)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(listen.Host, listen.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
