using System.Text.RegularExpressions;
using Hydrant.Jq.Builtins;

namespace Hydrant.Jq.Tests;

/// <summary>docs/specs/jq.md against the table of builtins.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_builtin_is_in_the_document_and_nothing_else()
    {
        var (builtins, _) = Read();
        builtins.Order(StringComparer.Ordinal).ShouldBe(
            BuiltinTable.Signatures.Where(name => name[0] != '_').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_refused_is_refused_by_name()
    {
        var (_, refused) = Read();
        BuiltinTable.Refused.Keys.ShouldBeSubsetOf(refused);
        foreach (var signature in refused)
        {
            var parts = signature.Split('/');
            var arguments = string.Join(";", Enumerable.Repeat(".", int.Parse(parts[1])));
            var compiled = JqProgram.Compile(arguments.Length == 0 ? parts[0] : $"{parts[0]}({arguments})");
            compiled.Ok.ShouldBeFalse(signature);
            compiled.Fault.Message.ShouldContain(signature);
        }
    }

    private static (string[] Builtins, string[] Refused) Read()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Hydrant.slnx"))) at = at.Parent;
        var text = File.ReadAllText(Path.Combine(at.FullName, "docs/specs/jq.md"));
        var builtins = text.IndexOf("## Builtins", StringComparison.Ordinal);
        var refused = text.IndexOf("### Refused", StringComparison.Ordinal);
        return ([.. Names(text[builtins..refused])], [.. Names(text[refused..])]);
    }

    private static IEnumerable<string> Names(string text) =>
        Signature().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("`([A-Za-z_0-9]+/[0-9])`")]
    private static partial Regex Signature();
}
