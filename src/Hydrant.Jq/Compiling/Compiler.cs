using System.Runtime.CompilerServices;
using Hydrant.Jq.Builtins;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Syntax;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Compiling;

/// <summary>Names looked up, and the tree of <see cref="Node"/>s made. Functions of the prelude are compiled when first called.</summary>
internal sealed partial class Compiler
{
    private const int MaxDepth = 2000;

    private readonly Dictionary<string, Function> _prelude = new(StringComparer.Ordinal);
    private int _depth;

    /// <exception cref="JqSyntaxException">A name is not defined, or the program is too deep.</exception>
    public static Function Program(Ast program)
    {
        var plan = new FunctionPlan(0);
        var body = new Compiler().Node(program, new Scope(null, plan));
        return new Function { Body = body, Variables = plan.Variables };
    }

    private Node Node(Ast ast, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_depth > MaxDepth) throw new JqSyntaxException("the program is nested too deeply", ast.At);
        var node = Make(ast, scope);
        _depth--;
        return node;
    }

    private Node Make(Ast ast, Scope scope) => ast switch
    {
        IdentityAst => new IdentityNode(),
        LiteralAst literal => new LiteralNode(literal.Value),
        RecurseAst => new FormNode(LoopForms.RecurseAll, []),
        TextAst text => Text(text, scope),
        FormatAst format => Call(new CallAst(format.At, "format", [new LiteralAst(format.At, format.Format)]), scope),
        IndexAst or SliceAst or IterateAst => Access(ast, scope, optional: false),
        OptionalAst optional => Access(optional.Access, scope, optional: true),
        TryAst attempt => new TryNode(Node(attempt.Body, scope), attempt.Catch is null ? null : Node(attempt.Catch, scope)),
        PipeAst pipe => new PipeNode(Node(pipe.Left, scope), Node(pipe.Right, scope)),
        CommaAst comma => new CommaNode(Node(comma.Left, scope), Node(comma.Right, scope)),
        NegateAst negate => Negate(negate, scope),
        BinaryAst binary => Binary(binary, scope),
        ArrayAst array => new ArrayNode(array.Body is null ? null : Node(array.Body, scope)),
        ObjectAst members => new ObjectNode(
            [.. members.Members.Select(member => (Node(member.Key, scope), Node(member.Value, scope)))]),
        IfAst choice => new IfNode(Node(choice.Condition, scope), Node(choice.Then, scope), Node(choice.Else, scope)),
        ReduceAst reduce => Reduce(reduce, scope),
        ForeachAst loop => Foreach(loop, scope),
        BindAst bind => Bind(bind, scope),
        LabelAst label => Label(label, scope),
        BreakAst leave => Break(leave, scope),
        VariableAst variable => Variable(variable, scope),
        CallAst call => Call(call, scope),
        DefineAst define => Node(define.Body, Define(define.Definition, scope)),
        _ => throw new JqSyntaxException($"unknown construct {ast.GetType().Name}", ast.At),
    };

    private Node Negate(NegateAst negate, Scope scope) =>
        Node(negate.Body, scope) is LiteralNode literal && literal.Eval(null!, default) is { IsNumber: true } number
            ? new LiteralNode(-number.Number)
            : new NativeNode(MathFunctions.Negate, [Node(negate.Body, scope)]);

    private TextNode Text(TextAst text, Scope scope)
    {
        var format = Formats.Find(text.Format ?? "text")
            ?? throw new JqSyntaxException($"{text.Format} is not a valid format", text.At);
        return new TextNode(format, [.. text.Parts.Select(part => part is Ast inner ? Node(inner, scope) : part)]);
    }

    private Node Access(Ast access, Scope scope, bool optional)
    {
        Ast nothing = new LiteralAst(access.At, JqValue.Null);
        return access switch
        {
            IndexAst { Key: LiteralAst { Value.IsString: true } key } index =>
                new FieldNode(Node(index.Target, scope), key.Value.String, optional),
            IndexAst index => new IndexNode(Node(index.Target, scope), Node(index.Key, scope), optional),
            SliceAst slice => new IndexNode(Node(slice.Target, scope), new NativeNode(
                (_, _, bounds) => Values.Access.SliceKey(bounds[0], bounds[1]),
                [Node(slice.From ?? nothing, scope), Node(slice.To ?? nothing, scope)]), optional),
            _ => new IterateNode(Node(((IterateAst)access).Target, scope), optional),
        };
    }

    private Node Binary(BinaryAst binary, Scope scope)
    {
        var (left, right) = (Node(binary.Left, scope), Node(binary.Right, scope));
        return binary.Sign switch
        {
            "and" => new LogicNode(isAnd: true, left, right),
            "or" => new LogicNode(isAnd: false, left, right),
            "//" => new AlternativeNode(left, right),
            "=" => new AssignNode(left, right),
            "|=" => new UpdateNode(left, right),
            "+=" or "-=" or "*=" or "/=" or "%=" or "//=" => new OperateNode(Operators.Find(binary.Sign[..^1]), left, right),
            _ => new OperatorNode(Operators.Find(binary.Sign), left, right),
        };
    }

    private ReduceNode Reduce(ReduceAst reduce, Scope scope)
    {
        var source = Node(reduce.Source, scope);
        var start = Node(reduce.Start, scope);
        var inner = Declare(reduce.Pattern, scope);
        return new ReduceNode(source, Pattern(reduce.Pattern, inner), start, Node(reduce.Update, inner));
    }

    private ForeachNode Foreach(ForeachAst loop, Scope scope)
    {
        var source = Node(loop.Source, scope);
        var start = Node(loop.Start, scope);
        var inner = Declare(loop.Pattern, scope);
        return new ForeachNode(source, Pattern(loop.Pattern, inner), start, Node(loop.Update, inner),
            loop.Extract is null ? null : Node(loop.Extract, inner));
    }

    private Node Bind(BindAst bind, Scope scope)
    {
        var source = Node(bind.Source, scope);
        var inner = scope;
        foreach (var pattern in bind.Patterns) inner = Declare(pattern, inner);
        if (bind.Patterns is [var only]) return new BindNode(source, Pattern(only, inner), Node(bind.Body, inner));
        var variables = new List<int>();
        for (var at = inner; at != scope; at = at.Outer!) variables.Add(at.Index);
        return new AlternativesNode(
            source, [.. bind.Patterns.Select(pattern => Pattern(pattern, inner))], [.. variables], Node(bind.Body, inner));
    }

    private LabelNode Label(LabelAst label, Scope scope)
    {
        var inner = NewVariable("*" + label.Name, scope);
        return new LabelNode(inner.Index, Node(label.Body, inner));
    }

    private static BreakNode Break(BreakAst leave, Scope scope)
    {
        var found = FindVariable("*" + leave.Name, scope)
            ?? throw new JqSyntaxException($"$*label-{leave.Name} is not defined", leave.At);
        return new BreakNode(scope.Plan.Level - found.Plan.Level, found.Index);
    }

    private static VariableNode Variable(VariableAst variable, Scope scope)
    {
        var found = FindVariable("$" + variable.Name, scope) ?? throw new JqSyntaxException(
            variable.Name == "ENV" ? "$ENV is not supported: programs cannot see the environment"
                : $"${variable.Name} is not defined",
            variable.At);
        return new VariableNode(scope.Plan.Level - found.Plan.Level, found.Index);
    }
}
