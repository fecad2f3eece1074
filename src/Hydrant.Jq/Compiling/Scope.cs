using Hydrant.Jq.Nodes;

namespace Hydrant.Jq.Compiling;

/// <summary>The names that can be used at a place: a chain, the nearest first.</summary>
internal sealed record Scope(Scope? Outer, FunctionPlan Plan)
{
    /// <summary><c>$x</c>, or <c>*x</c> for a label.</summary>
    public string? Variable { get; init; }

    public string? Signature { get; init; }

    public Function? Function { get; init; }

    /// <summary>Number of the variable or of the parameter in its frame; a parameter has no <see cref="Function"/>.</summary>
    public int Index { get; init; }
}

/// <summary>A function while it is compiled: how deep it stands in others, and how many variables its frame needs.</summary>
internal sealed class FunctionPlan(int level)
{
    public int Level => level;

    public int Variables { get; set; }
}
