using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hydrant.Testing.Server;

/// <summary>
/// The server as a process of its own, on a free port and a directory of its own. Disposing it stops it and takes the
/// directory away.
/// </summary>
public sealed class StartedServer : IAsyncDisposable
{
    private readonly List<string> _said = [];
    private readonly string[] _options;
    private Process _process = null!;

    private StartedServer(string data, int port, string[] options) => (Data, Port, _options) = (data, port, options);

    public string Data { get; }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public Uri Endpoint => new($"http://127.0.0.1:{Port}");

    /// <summary>The repository this test was built in.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="options">More options of <c>serve</c>.</param>
    public static Task<StartedServer> StartAsync(params string[] options) =>
        StartInAsync(Directory.CreateTempSubdirectory("hydrant-test-").FullName, options);

    /// <summary>Starts it on this data directory, which disposing takes away.</summary>
    public static async Task<StartedServer> StartInAsync(string data, params string[] options)
    {
        var server = new StartedServer(data, FreePort(), options);
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts the process on the same directory and port, and waits until it answers.</summary>
    public async Task RunAsync()
    {
        var program = ProgramOf("Hydrant.Server");
        var listen = Endpoint.GetLeftPart(UriPartial.Authority);
        string[] arguments = [program, "--listen", listen, "--data", Data, "--limits", "off", .. _options];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"The server ended: {Said()}"));
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, ready);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Ends the process as a power cut would, without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Asks the process to end and waits until it has; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    /// <summary>What the process has printed so far.</summary>
    public string Said()
    {
        lock (_said) return string.Join('\n', _said);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited) await StopAsync();
        }
        catch (InvalidOperationException)
        {
            // It was killed and not started again.
        }

        Directory.Delete(Data, recursive: true);
    }

    private void Hear(string? line, TaskCompletionSource ready)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
        if (line.StartsWith("Hydrant listens on", StringComparison.Ordinal)) ready.TrySetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A program of the project; it is built in the same configuration as the tests.</summary>
    public static string ProgramOf(string project)
    {
        var isRelease = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal);
        return Path.Combine(Root, "src", project, "bin", isRelease ? "Release" : "Debug", "net10.0", $"{project}.dll");
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Hydrant.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("Tests run from within the repository.");
    }
}
