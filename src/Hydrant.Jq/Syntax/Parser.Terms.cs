using System.Runtime.CompilerServices;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Syntax;

/// <summary>Terms: what stands between the signs.</summary>
internal sealed partial class Parser
{
    private Ast Term()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var access = _token.Kind == TokenKind.Field || IsSign(".");
        var term = Primary();
        while (true)
        {
            var at = _token.At;
            if (IsSign("?"))
            {
                Advance();
                term = access && term is (IndexAst or SliceAst or IterateAst) ? new OptionalAst(at, term) : new TryAst(at, term, null);
                access = false;
                continue;
            }

            access = true;
            if (_token.Kind == TokenKind.Field)
            {
                term = new IndexAst(at, term, new LiteralAst(at, _token.Text));
                Advance();
            }
            else if (IsSign(".")) term = AfterDot(term);
            else if (TakeSign("[")) term = Bracket(at, term);
            else return term;
        }
    }

    private Ast AfterDot(Ast target)
    {
        var at = _token.At;
        Advance();
        if (_token.Kind == TokenKind.Quote) return new IndexAst(at, target, Text(null));
        if (TakeSign("[")) return Bracket(at, target);
        throw Unexpected();
    }

    private Ast Bracket(int at, Ast target)
    {
        if (TakeSign("]")) return new IterateAst(at, target);
        if (TakeSign(":"))
        {
            var end = Expression(Pipe);
            Require("]");
            return new SliceAst(at, target, null, end);
        }

        var key = Expression(Pipe);
        if (TakeSign(":"))
        {
            var end = IsSign("]") ? null : Expression(Pipe);
            Require("]");
            return new SliceAst(at, target, key, end);
        }

        Require("]");
        return new IndexAst(at, target, key);
    }

    private Ast Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new LiteralAst(token.At, Number(token));
            case TokenKind.Quote: return Text(null);
            case TokenKind.Format:
                Advance();
                return _token.Kind == TokenKind.Quote ? Text(token.Text) : new FormatAst(token.At, token.Text);
            case TokenKind.Field:
                Advance();
                return new IndexAst(token.At, new IdentityAst(token.At), new LiteralAst(token.At, token.Text));
            case TokenKind.Variable:
                Advance();
                return token.Text == "__loc__" ? Location(token.At) : new VariableAst(token.At, token.Text);
            case TokenKind.Name: return Call();
            case TokenKind.Sign: return Opened(token);
            default: throw Unexpected();
        }
    }

    private Ast Opened(Token token)
    {
        Advance();
        switch (token.Text)
        {
            case "..": return new RecurseAst(token.At);
            case ".":
                var self = new IdentityAst(token.At);
                if (_token.Kind == TokenKind.Quote) return new IndexAst(token.At, self, Text(null));
                return self;
            case "(":
                var inner = Expression(Pipe);
                Require(")");
                return inner;
            case "[":
                if (TakeSign("]")) return new ArrayAst(token.At, null);
                var body = Expression(Pipe);
                Require("]");
                return new ArrayAst(token.At, body);
            case "{": return Members(token.At);
            default: throw new JqSyntaxException($"unexpected {token.Text}", token.At);
        }
    }

    private Ast Call()
    {
        var name = _token;
        Advance();
        if (name.Text == "break")
            return new BreakAst(name.At, Take(TokenKind.Variable, "the name of a label").Text);
        var arguments = new List<Ast>();
        if (TakeSign("("))
        {
            do arguments.Add(Expression(Pipe));
            while (TakeSign(";"));
            Require(")");
        }

        return arguments.Count > 0 ? new CallAst(name.At, name.Text, arguments) : name.Text switch
        {
            "null" => new LiteralAst(name.At, JqValue.Null),
            "true" => new LiteralAst(name.At, JqValue.True),
            "false" => new LiteralAst(name.At, JqValue.False),
            _ => new CallAst(name.At, name.Text, arguments),
        };
    }

    private ObjectAst Members(int at)
    {
        var members = new List<(Ast, Ast)>();
        if (TakeSign("}")) return new ObjectAst(at, members);
        do members.Add(Member());
        while (TakeSign(","));
        Require("}");
        return new ObjectAst(at, members);
    }

    private (Ast Key, Ast Value) Member()
    {
        var token = _token;
        if (token.Kind == TokenKind.Variable)
        {
            Advance();
            return token.Text == "__loc__"
                ? (new LiteralAst(token.At, "__loc__"), Location(token.At))
                : (new LiteralAst(token.At, token.Text), new VariableAst(token.At, token.Text));
        }

        var computed = IsSign("(");
        var key = MemberKey() ?? throw Unexpected();
        if (TakeSign(":")) return (key, MemberValue());
        if (computed) throw new JqSyntaxException($"unexpected {_token.Text}, expecting :", _token.At);
        return (key, new IndexAst(token.At, new IdentityAst(token.At), key));
    }

    /// <summary>The key of a member or of a pattern's member; null when none stands here.</summary>
    private Ast? MemberKey()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Name or TokenKind.Keyword:
                Advance();
                return new LiteralAst(token.At, token.Text);
            case TokenKind.Quote: return Text(null);
            case TokenKind.Format:
                Advance();
                return _token.Kind == TokenKind.Quote ? Text(token.Text) : throw Unexpected();
            default:
                if (!TakeSign("(")) return null;
                var key = Expression(Pipe);
                Require(")");
                if (key is LiteralAst { Value.IsString: false } literal)
                {
                    throw new JqSyntaxException(
                        $"Cannot use {literal.Value.TypeName} ({Json.JsonOut.Text(literal.Value)}) as object key", token.At);
                }

                return key;
        }
    }

    /// <summary>A member's value is a term, or terms with <c>|</c> between; everything else needs parentheses.</summary>
    private Ast MemberValue()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var at = _token.At;
        var value = TakeSign("-") ? new NegateAst(at, MemberValue()) : Term();
        if (!IsSign("|")) return value;
        at = _token.At;
        Advance();
        return new PipeAst(at, value, MemberValue());
    }

    /// <summary>A string; the token is its opening quote.</summary>
    private Ast Text(string? format)
    {
        var at = _token.At;
        var parts = new List<object>();
        while (true)
        {
            var closed = _lexer.TextPart(out var part);
            if (part.Length > 0) parts.Add(part);
            if (closed) break;
            Advance();
            parts.Add(Expression(Pipe));
            if (!IsSign(")")) throw new JqSyntaxException($"unexpected {_token.Text}, expecting )", _token.At);
        }

        Advance();
        if (parts.Count == 0) return new LiteralAst(at, "");
        return parts is [string plain] ? new LiteralAst(at, plain) : new TextAst(at, format, parts);
    }

    private LiteralAst Location(int at)
    {
        var place = new JqObject(2);
        place.Set("file", "<top-level>");
        place.Set("line", _lexer.Line(at));
        return new LiteralAst(at, place);
    }
}
