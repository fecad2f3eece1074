using System.Globalization;
using System.Runtime.CompilerServices;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Syntax;

/// <summary>Program text to <see cref="Ast"/>: the grammar of jq 1.6, by precedence. Terms are in the other part.</summary>
internal sealed partial class Parser
{
    // The sides that do not associate are climbed on the right with a strictly higher level.
    private const int Pipe = 0, Comma = 1, Alternative = 2, Assign = 3, Or = 4, And = 5, Compare = 6, Sum = 7, Product = 8;

    private readonly Lexer _lexer;
    private Token _token;

    private Parser(string text)
    {
        _lexer = new Lexer(text);
        _token = _lexer.Next();
    }

    /// <exception cref="JqSyntaxException">The text is no program.</exception>
    public static Ast Program(string text)
    {
        var parser = new Parser(text);
        if (parser._token.Kind == TokenKind.End) return new IdentityAst(0);
        var program = parser.Expression(Pipe);
        return parser._token.Kind == TokenKind.End ? program : throw parser.Unexpected();
    }

    /// <summary>A text of definitions only.</summary>
    public static IReadOnlyList<Definition> Library(string text)
    {
        var parser = new Parser(text);
        var found = new List<Definition>();
        while (parser._token is { Kind: TokenKind.Keyword, Text: "def" }) found.Add(parser.Define());
        return parser._token.Kind == TokenKind.End ? found : throw parser.Unexpected();
    }

    private Ast Expression(int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (IsKeyword("def"))
        {
            var at = _token.At;
            return new DefineAst(at, Define(), Expression(Pipe));
        }

        var left = Prefix();
        while (true)
        {
            var sign = _token;
            var (own, right) = Level(sign);
            if (own < level) return left;
            Advance();
            left = Join(sign, left, Expression(right));
            if (own is Assign or Compare && Level(_token).Own == own) throw Unexpected();
        }
    }

    private static Ast Join(Token sign, Ast left, Ast right) => sign.Text switch
    {
        "|" => new PipeAst(sign.At, left, right),
        "," => new CommaAst(sign.At, left, right),
        _ => new BinaryAst(sign.At, sign.Text, left, right),
    };

    /// <summary>How tightly the sign binds, and how tightly what stands right of it must; -1 when it is none.</summary>
    private static (int Own, int Right) Level(Token token) => (token.Kind, token.Text) switch
    {
        (TokenKind.Sign, "|") => (Pipe, Pipe),
        (TokenKind.Sign, ",") => (Comma, Comma + 1),
        (TokenKind.Sign, "//") => (Alternative, Alternative),
        (TokenKind.Sign, "=" or "|=" or "+=" or "-=" or "*=" or "/=" or "%=" or "//=") => (Assign, Assign + 1),
        (TokenKind.Keyword, "or") => (Or, Or + 1),
        (TokenKind.Keyword, "and") => (And, And + 1),
        (TokenKind.Sign, "==" or "!=" or "<" or "<=" or ">" or ">=") => (Compare, Compare + 1),
        (TokenKind.Sign, "+" or "-") => (Sum, Sum + 1),
        (TokenKind.Sign, "*" or "/" or "%") => (Product, Product + 1),
        _ => (-1, -1),
    };

    private Ast Prefix()
    {
        var at = _token.At;
        if (TakeSign("-")) return new NegateAst(at, Expression(Product));
        if (_token.Kind != TokenKind.Keyword) return AfterTerm(Term());
        switch (_token.Text)
        {
            case "if": return Tries(If());
            case "try": return Try();
            case "reduce": return Tries(Reduce());
            case "foreach": return Tries(Foreach());
            case "label":
                Advance();
                var label = Take(TokenKind.Variable, "the name of a label").Text;
                Require("|");
                return new LabelAst(at, label, Expression(Pipe));
            case "import" or "include" or "module":
                throw new JqSyntaxException($"{_token.Text}: modules are not supported", at);
            default: throw Unexpected();
        }
    }

    private Ast AfterTerm(Ast term)
    {
        if (!IsKeyword("as")) return term;
        var at = _token.At;
        Advance();
        var patterns = new List<Pattern> { ParsePattern() };
        while (TakeSign("?//")) patterns.Add(ParsePattern());
        Require("|");
        return new BindAst(at, term, patterns, Expression(Pipe));
    }

    private Ast Tries(Ast body)
    {
        while (IsSign("?"))
        {
            body = new TryAst(_token.At, body, null);
            Advance();
        }

        return body;
    }

    private IfAst If()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var at = _token.At;
        Advance();
        var condition = Expression(Pipe);
        RequireKeyword("then");
        var then = Expression(Pipe);
        if (IsKeyword("elif")) return new IfAst(at, condition, then, If());
        RequireKeyword("else");
        var otherwise = Expression(Pipe);
        RequireKeyword("end");
        return new IfAst(at, condition, then, otherwise);
    }

    private TryAst Try()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var at = _token.At;
        Advance();
        var body = Prefix();
        if (!IsKeyword("catch")) return new TryAst(at, body, null);
        Advance();
        return new TryAst(at, body, Prefix());
    }

    private ReduceAst Reduce()
    {
        var (at, source, pattern) = Loop();
        var start = Expression(Pipe);
        Require(";");
        var update = Expression(Pipe);
        Require(")");
        return new ReduceAst(at, source, pattern, start, update);
    }

    private ForeachAst Foreach()
    {
        var (at, source, pattern) = Loop();
        var start = Expression(Pipe);
        Require(";");
        var update = Expression(Pipe);
        var extract = TakeSign(";") ? Expression(Pipe) : null;
        Require(")");
        return new ForeachAst(at, source, pattern, start, update, extract);
    }

    private (int At, Ast Source, Pattern Pattern) Loop()
    {
        var at = _token.At;
        Advance();
        var source = Term();
        RequireKeyword("as");
        var pattern = ParsePattern();
        Require("(");
        return (at, source, pattern);
    }

    private Definition Define()
    {
        Advance();
        var name = _token.Kind is TokenKind.Name or TokenKind.Keyword ? _token.Text : throw Unexpected();
        Advance();
        var parameters = new List<string>();
        if (TakeSign("("))
        {
            do
            {
                var mark = _token.Kind == TokenKind.Variable ? "$" : _token.Kind == TokenKind.Name ? "" : throw Unexpected();
                parameters.Add(mark + _token.Text);
                Advance();
            }
            while (TakeSign(";"));
            Require(")");
        }

        Require(":");
        var body = Expression(Pipe);
        Require(";");
        return new Definition(name, parameters, body);
    }

    private Pattern ParsePattern()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_token.Kind == TokenKind.Variable) return new VariablePattern(Take(TokenKind.Variable, "a variable").Text);
        if (TakeSign("["))
        {
            var elements = new List<Pattern>();
            do elements.Add(ParsePattern());
            while (TakeSign(","));
            Require("]");
            return new ArrayPattern(elements);
        }

        Require("{");
        var members = new List<(Ast, string?, Pattern?)>();
        do members.Add(PatternMember());
        while (TakeSign(","));
        Require("}");
        return new ObjectPattern(members);
    }

    private (Ast Key, string? Variable, Pattern? Inner) PatternMember()
    {
        var at = _token.At;
        if (_token.Kind == TokenKind.Variable)
        {
            var name = Take(TokenKind.Variable, "a variable").Text;
            return (new LiteralAst(at, name), name, TakeSign(":") ? ParsePattern() : null);
        }

        var key = MemberKey() ?? throw Unexpected();
        Require(":");
        return (key, null, ParsePattern());
    }

    private static JqValue Number(Token token) =>
        double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private void Advance() => _token = _lexer.Next();

    private bool IsSign(string sign) => _token.Kind == TokenKind.Sign && _token.Text == sign;

    private bool IsKeyword(string word) => _token.Kind == TokenKind.Keyword && _token.Text == word;

    private bool TakeSign(string sign)
    {
        if (!IsSign(sign)) return false;
        Advance();
        return true;
    }

    private void Require(string sign)
    {
        if (!TakeSign(sign)) throw new JqSyntaxException($"unexpected {_token.Text}, expecting {sign}", _token.At);
    }

    private void RequireKeyword(string word)
    {
        if (!IsKeyword(word)) throw new JqSyntaxException($"unexpected {_token.Text}, expecting {word}", _token.At);
        Advance();
    }

    private Token Take(TokenKind kind, string what)
    {
        var token = _token;
        if (token.Kind != kind) throw new JqSyntaxException($"unexpected {token.Text}, expecting {what}", token.At);
        Advance();
        return token;
    }

    private JqSyntaxException Unexpected() => new($"unexpected {_token.Text}", _token.At);
}
