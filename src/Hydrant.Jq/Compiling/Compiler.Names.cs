using Hydrant.Jq.Builtins;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Syntax;

namespace Hydrant.Jq.Compiling;

/// <summary>Names: variables, functions, parameters.</summary>
internal sealed partial class Compiler
{
    private Node Call(CallAst call, Scope scope)
    {
        var signature = $"{call.Name}/{call.Arguments.Count}";
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Signature != signature) continue;
            var hops = scope.Plan.Level - at.Plan.Level;
            return at.Function is null
                ? new ParameterNode(hops, at.Index)
                : new CallNode(at.Function, hops, Arguments(call, scope));
        }

        if (BuiltinTable.Functions.TryGetValue(signature, out var native)) return new NativeNode(native, Arguments(call, scope));
        if (BuiltinTable.Forms.TryGetValue(signature, out var form)) return new FormNode(form, Arguments(call, scope));
        if (Prelude.Find(signature) is { } definition) return new CallNode(Library(definition), -1, Arguments(call, scope));
        throw new JqSyntaxException(
            BuiltinTable.Refused.TryGetValue(signature, out var reason)
                ? $"{signature} is not supported: {reason}"
                : $"{signature} is not defined",
            call.At);
    }

    private Node[] Arguments(CallAst call, Scope scope) =>
        [.. call.Arguments.Select(argument => Node(argument, scope))];

    private Function Library(Definition definition)
    {
        if (_prelude.TryGetValue(definition.Signature, out var known)) return known;
        var function = new Function();
        _prelude[definition.Signature] = function;
        Compile(definition, function, null, new FunctionPlan(0));
        return function;
    }

    private Scope Define(Definition definition, Scope scope)
    {
        var function = new Function();
        var named = new Scope(scope, scope.Plan) { Signature = definition.Signature, Function = function };
        Compile(definition, function, named, new FunctionPlan(scope.Plan.Level + 1));
        return named;
    }

    private void Compile(Definition definition, Function function, Scope? outer, FunctionPlan plan)
    {
        var scope = outer is null ? new Scope(null, plan) : new Scope(outer, plan);
        for (var i = 0; i < definition.Parameters.Count; i++)
        {
            scope = new Scope(scope, plan) { Signature = $"{definition.Parameters[i].TrimStart('$')}/0", Index = i };
        }

        // A value parameter is a program that is run once for each call of the body.
        var values = new List<(int Parameter, Scope Variable)>();
        for (var i = 0; i < definition.Parameters.Count; i++)
        {
            if (definition.Parameters[i][0] != '$') continue;
            scope = NewVariable(definition.Parameters[i], scope);
            values.Add((i, scope));
        }

        var body = Node(definition.Body, scope);
        for (var i = values.Count - 1; i >= 0; i--)
        {
            body = new BindNode(new ParameterNode(0, values[i].Parameter), new VariablePatternNode(values[i].Variable.Index), body);
        }

        function.Body = body;
        function.Variables = plan.Variables;
    }

    private static Scope NewVariable(string name, Scope scope) =>
        new(scope, scope.Plan) { Variable = name, Index = scope.Plan.Variables++ };

    private static Scope? FindVariable(string name, Scope? scope)
    {
        while (scope is not null && scope.Variable != name) scope = scope.Outer;
        return scope;
    }

    private static Scope Declare(Pattern pattern, Scope scope)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (pattern)
        {
            case VariablePattern variable: return NewVariable("$" + variable.Name, scope);
            case ArrayPattern array:
                foreach (var element in array.Elements) scope = Declare(element, scope);
                return scope;
            default:
                foreach (var (_, variable, inner) in ((ObjectPattern)pattern).Members)
                {
                    if (variable is not null) scope = NewVariable("$" + variable, scope);
                    if (inner is not null) scope = Declare(inner, scope);
                }

                return scope;
        }
    }

    private PatternNode Pattern(Pattern pattern, Scope scope) => pattern switch
    {
        VariablePattern variable => Slot(variable.Name, scope),
        ArrayPattern array => new ArrayPatternNode([.. array.Elements.Select(element => Pattern(element, scope))]),
        _ => new ObjectPatternNode([.. ((ObjectPattern)pattern).Members.Select(member => (
            Node(member.Key, scope),
            member.Variable is null ? null : (PatternNode)Slot(member.Variable, scope),
            member.Inner is null ? null : Pattern(member.Inner, scope)))]),
    };

    private static VariablePatternNode Slot(string name, Scope scope) => new(FindVariable("$" + name, scope)!.Index);
}
