using System.Reflection;

namespace Hydrant.Functions.Runtimes;

/// <summary>Our own bootstraps, written out once so that interpreters find them.</summary>
internal sealed class RuntimeFiles
{
    private RuntimeFiles(string directory) => Directory = directory;

    public string Directory { get; }

    public string Python => Path.Combine(Directory, "bootstrap.py");

    public string Node => Path.Combine(Directory, "bootstrap.mjs");

    public static RuntimeFiles Write(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        foreach (var name in (string[])["bootstrap.py", "bootstrap.mjs"])
        {
            using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            using var file = File.Create(Path.Combine(directory, name));
            resource.CopyTo(file);
        }

        return new RuntimeFiles(directory);
    }
}
