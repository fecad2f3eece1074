using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Functions.Folders;

namespace Hydrant.Functions.Tests;

/// <summary>A folder of functions and a host that runs them, for one test.</summary>
internal sealed class FunctionLab : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hydrant-functions-").FullName;
    private readonly FolderFunctions _folders;

    public FunctionLab(Func<FunctionOptions, FunctionOptions>? change = null, IFunctionInvoker? elsewhere = null)
    {
        var options = new FunctionOptions { Folder = Path.Combine(_root, "functions"), State = Path.Combine(_root, "state") };
        Options = change?.Invoke(options) ?? options;
        _folders = new FolderFunctions(Options);
        Host = new FunctionHost(Options, [_folders], elsewhere, new RandomIdSource(), TimeProvider.System);
    }

    public FunctionOptions Options { get; }

    public FunctionHost Host { get; }

    public FunctionLab Python(string name, string code, string? settings = null) => File(name, "lambda_function.py", code, settings);

    public FunctionLab File(string name, string file, string code, string? settings = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Options.Folder, name)).FullName;
        if (settings is not null) System.IO.File.WriteAllText(Path.Combine(folder, "function.json"), settings);
        System.IO.File.WriteAllText(Path.Combine(folder, file), code);
        if (file == "bootstrap" && !OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(Path.Combine(folder, file), (UnixFileMode)0b111_101_101);
        return this;
    }

    public async Task<FunctionAnswer> InvokeAsync(string name, string payload = "{}", CancellationToken ct = default) =>
        await Host.InvokeAsync(name, Encoding.UTF8.GetBytes(payload), ct);

    public string Log(string name) => System.IO.File.ReadAllText(Path.Combine(Options.State, "logs", $"{name}.log"));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folders.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    public static string TextOf(FunctionAnswer answer) => Encoding.UTF8.GetString(answer.Payload.Span);

    public static string ErrorTypeOf(FunctionAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Payload);
        return json.RootElement.GetProperty("errorType").GetString()!;
    }

    /// <summary>Whether a process is there and has not ended.</summary>
    public static bool IsAlive(int process)
    {
        var path = $"/proc/{process}/stat";
        return System.IO.File.Exists(path) && !System.IO.File.ReadAllText(path).Contains(") Z", StringComparison.Ordinal);
    }
}
