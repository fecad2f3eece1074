using Hydrant.Jq.Syntax;

namespace Hydrant.Jq;

/// <summary>What a program says of its results before it runs.</summary>
public static class JqObjectKeys
{
    /// <summary>
    /// The keys of the object that the program makes, in their order; null when it is no program, makes something else in
    /// the end, or computes the names of keys.
    /// </summary>
    public static IReadOnlyList<string>? Of(string program)
    {
        try
        {
            return Of(Parser.Program(program));
        }
        catch (JqSyntaxException)
        {
            return null;
        }
    }

    private static List<string>? Of(Ast ast)
    {
        while (true)
        {
            switch (ast)
            {
                case PipeAst pipe: ast = pipe.Right; break;
                case BindAst bind: ast = bind.Body; break;
                case DefineAst define: ast = define.Body; break;
                case ObjectAst made:
                    var keys = new List<string>(made.Members.Count);
                    foreach (var (key, _) in made.Members)
                    {
                        if (key is not LiteralAst { Value.IsString: true } literal) return null;
                        keys.Add(literal.Value.String);
                    }

                    return keys;
                default: return null;
            }
        }
    }
}
