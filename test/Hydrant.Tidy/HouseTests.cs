using System.Text.RegularExpressions;

namespace Hydrant.Tidy;

/// <summary>Is the house in order? Who sees whom, how long files are, what may not be said in them.</summary>
public sealed partial class HouseTests
{
    private const int MaxLines = 400;
    private const int MaxTestLines = 600;
    private const int MaxColumns = 180;

    /// <summary>Which project of src may see which; ARCHITECTURE.md gives the reasons.</summary>
    private static readonly Dictionary<string, string> MaySee = new(StringComparer.Ordinal)
    {
        ["Core"] = "",
        ["Aggregation"] = "Core",
        ["Wire"] = "Core",
        ["Storage"] = "Core",
        ["Formats"] = "Core",
        ["Functions"] = "Core",
        ["Jq"] = "Core",
        ["Storage.Segments"] = "Core Storage",
        ["Storage.Local"] = "Core Storage",
        ["Storage.S3"] = "Core Storage",
        ["Streams"] = "Core Storage",
        ["Tables"] = "Core Storage",
        ["Compaction"] = "Core Storage Formats",
        ["Delivery"] = "Core Storage Streams Formats Aggregation Functions Jq",
        ["Destinations"] = "Core Storage Formats Wire Delivery Functions Tables",
        ["Api"] = "Core Storage Wire Streams Delivery Destinations Functions Tables",
        ["Cli"] = "Core Wire Storage.Segments Delivery Destinations",
    };

    private static readonly string Root = FindRoot();

    [Fact]
    public void A_project_sees_only_what_is_below_it()
    {
        var wrong = new List<string>();
        foreach (var project in Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(project)["Hydrant.".Length..];
            if (name == "Server") continue; // It puts everything together.
            var allowed = MaySee[name].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            wrong.AddRange(References().Matches(File.ReadAllText(project))
                .Select(match => match.Groups[1].Value)
                .Where(seen => !allowed.Contains(seen))
                .Select(seen => $"{name} must not see {seen}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_sees_the_server() =>
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("Hydrant.Server.csproj", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Files_are_short_enough_to_be_read()
    {
        var long_ = Sources()
            .Select(file => (File: Path.GetRelativePath(Root, file), Lines: File.ReadLines(file).Count()))
            .Where(found => found.Lines > (found.File.StartsWith("test", StringComparison.Ordinal) ? MaxTestLines : MaxLines))
            .Select(found => $"{found.File} has {found.Lines} lines");

        long_.ShouldBeEmpty();
    }

    [Fact]
    public void Lines_of_the_product_end_on_the_screen() =>
        Sources()
            .Where(file => file.Contains("/src/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (file, line, i)))
            .Where(found => found.line.Length > MaxColumns)
            .Select(found => $"{Path.GetRelativePath(Root, found.file)}:{found.i + 1} has {found.line.Length} columns")
            .ShouldBeEmpty();

    [Fact]
    public void No_work_is_left_in_a_comment() =>
        Sources()
            .Where(file => !file.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .Where(file => Leftovers().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root, file))
            .ShouldBeEmpty();

    [Fact]
    public void A_namespace_says_the_folder()
    {
        var wrong = new List<string>();
        foreach (var file in Sources().Where(file => file.Contains("/src/", StringComparison.Ordinal)))
        {
            var match = Namespace().Match(File.ReadAllText(file));
            if (!match.Success) continue;
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Root, "src"), file))!.Replace('/', '.');
            if (match.Groups[1].Value != folder) wrong.Add($"{Path.GetRelativePath(Root, file)}: {match.Groups[1].Value}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_document_that_is_named_exists()
    {
        var wrong = new List<string>();
        foreach (var file in Sources().Where(file => file.Contains("/src/", StringComparison.Ordinal)))
        {
            wrong.AddRange(Documents().Matches(File.ReadAllText(file))
                .Select(match => match.Value)
                .Where(document => !File.Exists(Path.Combine(Root, document)))
                .Select(document => $"{Path.GetRelativePath(Root, file)} names {document}"));
        }

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        ((string[])["src", "test", "bench"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Hydrant.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("Tests run from within the repository.");
    }

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/Hydrant\.([A-Za-z0-9.]+)\.csproj""")]
    private static partial Regex References();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Leftovers();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"docs/[a-z-]+/[a-z0-9-]+\.md")]
    private static partial Regex Documents();
}
