using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Functions.Folders;

/// <summary>
/// The functions that are folders: <c>FOLDER/NAME/</c> with the code in it, for every account and Region. A change of a
/// file is told by the file system and holds from the next call on. Safe from any thread.
/// </summary>
public sealed class FolderFunctions : IFunctionSource, IDisposable
{
    private readonly FunctionOptions _options;
    private readonly ConcurrentDictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly FileSystemWatcher? _watcher;
    private int _changes;

    public FolderFunctions(FunctionOptions options)
    {
        _options = options;
        if (!options.IsEnabled) return;

        Directory.CreateDirectory(options.Folder);
        _watcher = new FileSystemWatcher(options.Folder) { IncludeSubdirectories = true };
        _watcher.Changed += (_, change) => Forget(change.Name);
        _watcher.Created += (_, change) => Forget(change.Name);
        _watcher.Deleted += (_, change) => Forget(change.Name);
        _watcher.Renamed += (_, change) =>
        {
            Forget(change.OldName);
            Forget(change.Name);
        };
        _watcher.Error += (_, _) => Forget(null); // Changes were lost: look at everything again.
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The names of the folders that are functions, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => !_options.IsEnabled || !Directory.Exists(_options.Folder)
        ? []
        : [.. Directory.EnumerateDirectories(_options.Folder).Select(path => Path.GetFileName(path))
            .Where(FunctionReference.IsName).Order(StringComparer.Ordinal)];

    public FunctionDefinition? Find(FunctionReference reference, out string? mistake)
    {
        mistake = null;
        if (!_options.IsEnabled || reference.Qualifier is not ("" or "$LATEST")) return null;

        if (!_found.TryGetValue(reference.Name, out var found))
        {
            // What changes while it is read is read again at the next call.
            var before = Volatile.Read(ref _changes);
            found = Read(reference.Name);
            if (found.Function is not null && before == Volatile.Read(ref _changes)) _found[reference.Name] = found;
        }

        mistake = found.Mistake;
        if (found.Function is not { } function) return null;
        var tenant = reference.Tenant ?? new Tenant(_options.Account, _options.Region);
        return function with { Arn = FunctionReference.ArnOf(tenant, function.Name).ToString() };
    }

    public void Dispose() => _watcher?.Dispose();

    private void Forget(string? path)
    {
        // Interpreters leave their caches beside the code; that is no change of it.
        if (path?.Contains("__pycache__", StringComparison.Ordinal) == true) return;

        Interlocked.Increment(ref _changes);
        if (path is null) _found.Clear();
        else _found.TryRemove(path.Split(Path.DirectorySeparatorChar)[0], out _);
    }

    private Found Read(string name)
    {
        var folder = Path.Combine(_options.Folder, name);
        if (!Directory.Exists(folder)) return default;
        try
        {
            var path = Path.Combine(folder, FunctionFile.Name);
            var (file, mistake) = File.Exists(path) ? FunctionFile.Read(File.ReadAllBytes(path)) : (new FunctionFile(), null);
            if (mistake is not null) return Found.Wrong($"{path}: {mistake}");

            var guess = Guess(folder);
            var runtime = file!.Runtime ?? guess?.Runtime;
            if (runtime is null)
            {
                return Found.Wrong($"'{folder}' has no {FunctionFile.Name} that names a runtime, and none of lambda_function.py, index.mjs, "
                    + "index.js, index.cjs and bootstrap.");
            }

            if (Runtimes.RuntimeCommand.Mistake(runtime) is { } unknown) return Found.Wrong($"{path}: {unknown}");
            var handler = file.Handler ?? DefaultHandler(runtime);
            return new Found(new FunctionDefinition
            {
                Name = name,
                Arn = "",
                Runtime = runtime,
                Handler = handler,
                CodeDirectory = folder,
                Revision = RevisionOf(folder),
                Timeout = TimeSpan.FromSeconds(file.Timeout),
                MemorySize = file.MemorySize,
                Environment = file.Environment,
            }, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Found.Wrong($"'{folder}' cannot be read: {failure.Message}");
        }
    }

    private static (string Runtime, string File)? Guess(string folder) =>
        (((string Runtime, string File)?[])
        [
            ("python3", "lambda_function.py"), ("nodejs", "index.mjs"), ("nodejs", "index.js"), ("nodejs", "index.cjs"),
            ("provided.al2023", "bootstrap"),
        ])
        .FirstOrDefault(guess => File.Exists(Path.Combine(folder, guess!.Value.File)));

    private static string DefaultHandler(string runtime) =>
        runtime.StartsWith("python", StringComparison.Ordinal) ? "lambda_function.lambda_handler"
        : runtime.StartsWith("nodejs", StringComparison.Ordinal) ? "index.handler"
        : "bootstrap";

    /// <summary>Changes when a file comes, goes, grows or is written.</summary>
    private static string RevisionOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.FullName.Contains("__pycache__", StringComparison.Ordinal))
            .OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private readonly record struct Found(FunctionDefinition? Function, string? Mistake)
    {
        public static Found Wrong(string mistake) => new(null, mistake);
    }
}
