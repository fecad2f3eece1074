namespace Hydrant.Jq.Syntax;

/// <summary>What stands behind <c>as</c>.</summary>
internal abstract record Pattern;

internal sealed record VariablePattern(string Name) : Pattern;

internal sealed record ArrayPattern(IReadOnlyList<Pattern> Elements) : Pattern;

/// <summary>A member may give a variable, go on with a pattern, or both: <c>{$a: [$b]}</c>.</summary>
internal sealed record ObjectPattern(IReadOnlyList<(Ast Key, string? Variable, Pattern? Inner)> Members) : Pattern;
