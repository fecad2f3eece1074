namespace Hydrant.Jq.Syntax;

/// <summary>What a program says, before names are looked up. <paramref name="At"/> is the place in the text.</summary>
internal abstract record Ast(int At);

internal sealed record IdentityAst(int At) : Ast(At);

internal sealed record RecurseAst(int At) : Ast(At);

internal sealed record LiteralAst(int At, Values.JqValue Value) : Ast(At);

/// <summary>Text with programs in it; <paramref name="Parts"/> are strings and <see cref="Ast"/>s.</summary>
internal sealed record TextAst(int At, string? Format, IReadOnlyList<object> Parts) : Ast(At);

internal sealed record FormatAst(int At, string Format) : Ast(At);

internal sealed record IndexAst(int At, Ast Target, Ast Key) : Ast(At);

internal sealed record SliceAst(int At, Ast Target, Ast? From, Ast? To) : Ast(At);

internal sealed record IterateAst(int At, Ast Target) : Ast(At);

/// <summary>An access with <c>?</c> right behind it: only that access may fail.</summary>
internal sealed record OptionalAst(int At, Ast Access) : Ast(At);

internal sealed record TryAst(int At, Ast Body, Ast? Catch) : Ast(At);

internal sealed record PipeAst(int At, Ast Left, Ast Right) : Ast(At);

internal sealed record CommaAst(int At, Ast Left, Ast Right) : Ast(At);

internal sealed record NegateAst(int At, Ast Body) : Ast(At);

/// <summary>Arithmetic, comparison, <c>and</c>, <c>or</c>, <c>//</c> and the assignments, by their sign.</summary>
internal sealed record BinaryAst(int At, string Sign, Ast Left, Ast Right) : Ast(At);

internal sealed record ArrayAst(int At, Ast? Body) : Ast(At);

internal sealed record ObjectAst(int At, IReadOnlyList<(Ast Key, Ast Value)> Members) : Ast(At);

internal sealed record IfAst(int At, Ast Condition, Ast Then, Ast Else) : Ast(At);

internal sealed record ReduceAst(int At, Ast Source, Pattern Pattern, Ast Start, Ast Update) : Ast(At);

internal sealed record ForeachAst(int At, Ast Source, Pattern Pattern, Ast Start, Ast Update, Ast? Extract) : Ast(At);

internal sealed record BindAst(int At, Ast Source, IReadOnlyList<Pattern> Patterns, Ast Body) : Ast(At);

internal sealed record LabelAst(int At, string Name, Ast Body) : Ast(At);

internal sealed record BreakAst(int At, string Name) : Ast(At);

internal sealed record VariableAst(int At, string Name) : Ast(At);

internal sealed record CallAst(int At, string Name, IReadOnlyList<Ast> Arguments) : Ast(At);

internal sealed record DefineAst(int At, Definition Definition, Ast Body) : Ast(At);
