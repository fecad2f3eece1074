using System.Collections.Frozen;

namespace Hydrant.Jq.Builtins;

/// <summary>Every builtin that is written in C#, a family a file; the others are in Prelude.jq.</summary>
internal static class BuiltinTable
{
    /// <summary>Functions of values, by signature.</summary>
    public static readonly FrozenDictionary<string, NativeFunction> Functions =
        new[]
        {
            MathFunctions.All, TypeFunctions.All, TextFunctions.All, CollectionFunctions.All, SortFunctions.All,
            PathFunctions.All, RegexFunctions.All, DateFunctions.All,
        }
        .SelectMany(family => family).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Builtins that run their arguments themselves.</summary>
    public static readonly FrozenDictionary<string, Form> Forms =
        LoopForms.All.Concat(ReachForms.All).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What jq 1.6 has and this does not, and why.</summary>
    public static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["input/0"] = "a program sees one document",
        ["inputs/0"] = "a program sees one document",
        ["debug/0"] = "there is nobody to read it",
        ["stderr/0"] = "there is nobody to read it",
        ["env/0"] = "programs cannot see the environment",
        ["halt/0"] = "a program cannot end the server",
        ["get_search_list/0"] = "there are no modules",
        ["modulemeta/0"] = "there are no modules",
        ["get_jq_origin/0"] = "there are no modules",
        ["get_prog_origin/0"] = "there are no modules",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The signatures of everything that can be called.</summary>
    public static IEnumerable<string> Signatures => Functions.Keys.Concat(Forms.Keys).Concat(Prelude.Signatures);
}
