using System.Collections.Frozen;
using Hydrant.Jq.Syntax;

namespace Hydrant.Jq.Builtins;

/// <summary>The builtins that are written in jq, parsed once.</summary>
internal static class Prelude
{
    private static readonly FrozenDictionary<string, Definition> Definitions =
        Parser.Library(Read()).ToFrozenDictionary(definition => definition.Signature, StringComparer.Ordinal);

    public static IEnumerable<string> Signatures => Definitions.Keys.Where(name => name[0] != '_');

    public static Definition? Find(string signature) => Definitions.GetValueOrDefault(signature);

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Prelude).Assembly.GetManifestResourceStream("Prelude.jq")!);
        return reader.ReadToEnd();
    }
}
