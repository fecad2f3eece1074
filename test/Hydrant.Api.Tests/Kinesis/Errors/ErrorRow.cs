using System.Text.RegularExpressions;

namespace Hydrant.Api.Tests.Kinesis.Errors;

/// <summary>A row of docs/specs/kinesis-errors.md.</summary>
/// <param name="Asked">A request as JSON, or the test that brings the error about.</param>
internal sealed partial record ErrorRow(string Operation, string When, string Asked, string Type, string Text)
{
    public bool IsRequest => Asked.StartsWith('{');

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static IReadOnlyList<ErrorRow> All { get; } = [.. Lines().Select(Parse).OfType<ErrorRow>()];

    private static string[] Lines() => File.ReadAllLines(Path.Combine(Root, "docs", "specs", "kinesis-errors.md"));

    private static ErrorRow? Parse(string line)
    {
        if (!line.StartsWith("| ", StringComparison.Ordinal)) return null;
        var cells = Bar().Split(line)
            .Select(cell => cell.Trim().Trim('`').Replace(@"\|", "|", StringComparison.Ordinal))
            .ToArray();
        cells.Length.ShouldBe(7, line);
        return cells[1] is "operation" or "---" ? null : new ErrorRow(cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Hydrant.slnx")) ? folder.FullName : FindRoot(folder.Parent!);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
