namespace Hydrant.Jq.Tests;

/// <summary>A program, an input, and what jq 1.6 makes of them; an error is a last line that begins with <c>!</c>.</summary>
public sealed record Case(string File, int Line, string Program, string Input, IReadOnlyList<string> Expected)
{
    public static IReadOnlyList<Case> All { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    public override string ToString() => $"{File}:{Line} {Program}";

    private static IEnumerable<Case> Read(string path)
    {
        var lines = System.IO.File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#') continue;
            var start = i;
            while (i + 1 < lines.Length && lines[i + 1].Length > 0) i++;
            yield return new Case(Path.GetFileName(path), start + 1, lines[start], lines[start + 1], lines[(start + 2)..(i + 1)]);
        }
    }
}
