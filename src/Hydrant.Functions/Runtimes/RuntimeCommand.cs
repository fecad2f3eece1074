using System.Globalization;

namespace Hydrant.Functions.Runtimes;

/// <summary>The program that runs a function, and its arguments.</summary>
/// <param name="Marks">Whether it marks the end of a call in its output: our own bootstraps do.</param>
internal sealed record RuntimeCommand(string Program, IReadOnlyList<string> Arguments, bool Marks)
{
    /// <summary>Memory of a Node.js process beside its heap, in megabytes.</summary>
    private const int NodeOverhead = 48;

    /// <summary>Why a runtime's name cannot be used; null when it can.</summary>
    public static string? Mistake(string runtime) =>
        runtime.StartsWith("python3", StringComparison.Ordinal) || runtime.StartsWith("nodejs", StringComparison.Ordinal)
        || runtime is "provided" or "provided.al2" or "provided.al2023" || runtime.StartsWith("dotnet", StringComparison.Ordinal)
            ? null
            : $"The runtime '{runtime}' is not known here; there are python3.x, nodejsN.x, dotnetN, provided.al2 and provided.al2023.";

    /// <summary>The command; or null, and why there is none.</summary>
    public static RuntimeCommand? Find(FunctionDefinition function, RuntimeFiles files, out string? mistake)
    {
        mistake = Mistake(function.Runtime);
        if (mistake is not null) return null;

        var bootstrap = Path.Combine(function.CodeDirectory, "bootstrap");
        if (function.Runtime.StartsWith("provided", StringComparison.Ordinal)) return Own(bootstrap, out mistake);
        if (function.Runtime.StartsWith("python", StringComparison.Ordinal))
            return Interpreter("python3", [files.Python], marks: true, function, out mistake);
        if (function.Runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            var heap = Math.Max(64, function.MemorySize - NodeOverhead).ToString(CultureInfo.InvariantCulture);
            return Interpreter("node", [$"--max-old-space-size={heap}", files.Node], marks: true, function, out mistake);
        }

        if (File.Exists(bootstrap)) return Own(bootstrap, out mistake);
        var assembly = Path.Combine(function.CodeDirectory, $"{function.Handler}.dll");
        if (File.Exists(assembly)) return Interpreter("dotnet", [assembly], marks: false, function, out mistake);

        mistake = $"The .NET function '{function.Name}' needs an executable assembly: its handler is '{function.Handler}', and there "
            + $"is neither '{function.Handler}.dll' nor 'bootstrap' beside it.";
        return null;
    }

    private static RuntimeCommand? Own(string bootstrap, out string? mistake)
    {
        mistake = !File.Exists(bootstrap) ? $"Couldn't find valid bootstrap(s): ['{bootstrap}']"
            : !OperatingSystem.IsWindows() && (File.GetUnixFileMode(bootstrap) & UnixFileMode.UserExecute) == 0
                ? $"'{bootstrap}' is not executable."
                : null;
        return mistake is null ? new RuntimeCommand(bootstrap, [], Marks: false) : null;
    }

    private static RuntimeCommand? Interpreter(
        string program, string[] arguments, bool marks, FunctionDefinition function, out string? mistake)
    {
        var path = OnPath(program);
        mistake = path is null ? $"'{program}' is not on the PATH; the runtime {function.Runtime} of '{function.Name}' needs it." : null;
        return path is null ? null : new RuntimeCommand(path, arguments, marks);
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
