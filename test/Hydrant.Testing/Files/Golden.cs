using System.Runtime.CompilerServices;

namespace Hydrant.Testing.Files;

/// <summary>Bytes written by an earlier version, which every later one must read.</summary>
public static class Golden
{
    /// <param name="format">The format's name.</param>
    /// <param name="file">The version's file, e.g. <c>v1.json</c>.</param>
    /// <param name="thisFile">Where this source is; testdata lies beside the test projects.</param>
    public static byte[] Read(string format, string file, [CallerFilePath] string thisFile = "")
    {
        var folder = Directory.GetParent(thisFile)!;
        while (!Directory.Exists(Path.Combine(folder.FullName, "testdata"))) folder = folder.Parent!;
        return File.ReadAllBytes(Path.Combine(folder.FullName, "testdata", format, file));
    }
}
