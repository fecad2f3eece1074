using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hydrant.Functions.Processes;

/// <summary>
/// A program and everything it starts, as one group of processes that ends together. A keeper in the group ends it too
/// when the server is gone without a word: it waits on a pipe that only the server holds.
/// </summary>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Kill = 9;
    private const int KillStatus = 128 + Kill;

    // Setsid makes the group. The keeper reads from the pipe and the program from nothing; both write to one stream, in order.
    private const string Keeper =
        "exec 3<&0; (read -r line; kill -s KILL -- -$$) <&3 >/dev/null 2>&1 & exec \"$@\" 2>&1 </dev/null 3<&-";

    private readonly Process _process;
    private int _isEnded;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessGroup(Process process) => _process = process;

    /// <summary>Completes with the program's exit status; its children may live on until <see cref="End"/>.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>What the group writes, standard output and standard error as one.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    public int Id { get; private init; }

    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static ProcessGroup Start(
        string program, IReadOnlyList<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Keeper, "keeper", program, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        TaskCompletionSource<int>? exited = null;
        process.Exited += (_, _) => Volatile.Read(ref exited)?.TrySetResult(process.ExitCode);
        process.Start();
        var group = new ProcessGroup(process) { Id = process.Id };
        Volatile.Write(ref exited, group._exited);
        if (process.HasExited) group._exited.TrySetResult(process.ExitCode);
        return group;
    }

    /// <summary>How Lambda tells an exit status.</summary>
    public static string Describe(int status) => status switch
    {
        0 => "Runtime exited without providing a reason",
        KillStatus => "Runtime exited with error: signal: killed",
        128 + 11 => "Runtime exited with error: signal: segmentation fault",
        128 + 6 => "Runtime exited with error: signal: aborted",
        _ => string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {status}"),
    };

    /// <summary>Bytes of memory that the program and its descendants hold.</summary>
    public long ResidentBytes() => ResidentBytes(Id, depth: 0);

    /// <summary>Ends every process of the group, now.</summary>
    public void End()
    {
        // The keeper is in the group until somebody ends it, so that its number belongs to nobody else before; but it may after.
        if (Interlocked.Exchange(ref _isEnded, 1) == 0) _ = KillGroup(-Id, Kill);
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    private static long ResidentBytes(int process, int depth)
    {
        const int deepest = 8;
        try
        {
            var pages = File.ReadAllText($"/proc/{process}/statm").Split(' ')[1];
            var sum = long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            if (depth == deepest) return sum;
            foreach (var task in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                foreach (var child in File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    sum += ResidentBytes(int.Parse(child, CultureInfo.InvariantCulture), depth + 1);
            }

            return sum;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return 0; // It has ended meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillGroup(int group, int signal);
}
