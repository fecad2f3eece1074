using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hydrant.Load.Http;

namespace Hydrant.Load.Contestants;

/// <summary>A server under load: a process that this program starts on a free port and stops by its identifier.</summary>
internal abstract class Contestant(string name) : IAsyncDisposable
{
    private Process? _process;

    public string Name => name;

    public int Port { get; } = FreePort();

    public string Authority => $"127.0.0.1:{Port}";

    public int ProcessId => _process!.Id;

    /// <summary>Starts it and waits until it accepts connections.</summary>
    public async Task StartAsync()
    {
        await PrepareAsync();
        var start = Command();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        var errors = new StringBuilder();
        _process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var waited = 0; ; waited++)
        {
            if (_process.HasExited || waited > 600) throw new InvalidOperationException($"{name} did not start: {errors}");
            try
            {
                using var probe = new Connection();
                await probe.ConnectAsync(Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Makes a stream and waits until it can be used.</summary>
    public virtual async Task CreateStreamAsync(string stream, int shards)
    {
        await CallAsync("CreateStream", string.Create(CultureInfo.InvariantCulture, $$"""{"StreamName":"{{stream}}","ShardCount":{{shards}}}"""));
        for (var i = 0; i < 600; i++)
        {
            var (_, body) = await CallAsync("DescribeStreamSummary", $$"""{"StreamName":"{{stream}}"}""");
            if (body.Contains("ACTIVE", StringComparison.Ordinal)) return;
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"{name}: the stream did not become ACTIVE.");
    }

    public Task<(int Status, string Body)> CallAsync(string operation, string json) =>
        CallAsync("kinesis", $"Kinesis_20131202.{operation}", json);

    /// <summary>Calls an operation of another service.</summary>
    public async Task<(int Status, string Body)> CallAsync(string service, string target, string json)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(Port);
        var (status, body) = await connection.SendAsync(
            SignedRequest.Build(Authority, service, target, Encoding.UTF8.GetBytes(json), cbor: false));
        return (status, Encoding.UTF8.GetString(body.Span));
    }

    /// <summary>Stops the process; its data stay.</summary>
    public async Task StopAsync()
    {
        if (_process is null || _process.HasExited) return;
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        Clean();
    }

    protected abstract ProcessStartInfo Command();

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected virtual void Clean()
    {
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
