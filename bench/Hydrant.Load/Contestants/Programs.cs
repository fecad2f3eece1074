namespace Hydrant.Load.Contestants;

/// <summary>Where the built programs are.</summary>
internal static class Programs
{
    public static readonly string Root = FindRoot();

    public static string Server => Of("src", "Hydrant.Server");

    public static string Ceiling => Of("bench", "Hydrant.Ceiling");

    private static string Of(string folder, string project) =>
        Path.Combine(Root, folder, project, "bin", "Release", "net10.0", $"{project}.dll");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Hydrant.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("This program runs from within the repository.");
    }
}
