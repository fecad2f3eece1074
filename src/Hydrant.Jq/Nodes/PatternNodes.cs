using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>What stands behind <c>as</c>, compiled: takes a value apart into variables.</summary>
internal abstract class PatternNode
{
    /// <summary>Sets the variables and goes on with <paramref name="then"/>; once for each way the keys come out.</summary>
    public abstract bool Bind(Frame frame, JqValue input, JqValue value, Func<bool> then);
}

internal sealed class VariablePatternNode(int variable) : PatternNode
{
    public override bool Bind(Frame frame, JqValue input, JqValue value, Func<bool> then)
    {
        // The same text may be running further out; it finds its variable as it left it.
        var outer = frame.Variables[variable];
        frame.Variables[variable] = value;
        var goesOn = then();
        frame.Variables[variable] = outer;
        return goesOn;
    }
}

internal sealed class ArrayPatternNode(PatternNode[] elements) : PatternNode
{
    public override bool Bind(Frame frame, JqValue input, JqValue value, Func<bool> then)
    {
        if (value.IsArray || value.IsNull) return Next(0);
        Access.Refuse(frame.Run, value, 0);
        return false;

        bool Next(int index)
        {
            if (index == elements.Length) return then();
            var element = Access.Get(frame.Run, value, index);
            return !element.IsInvalid && elements[index].Bind(frame, input, element, () => Next(index + 1));
        }
    }
}

internal sealed class ObjectPatternNode((Node Key, PatternNode? Variable, PatternNode? Inner)[] members) : PatternNode
{
    public override bool Bind(Frame frame, JqValue input, JqValue value, Func<bool> then)
    {
        return Next(0);

        bool Next(int index)
        {
            if (index == members.Length) return then();
            var (key, variable, inner) = members[index];
            return key.Run(frame, new Item(input, null), (in name) =>
            {
                if (!name.Value.IsString)
                    return frame.Run.Fail((JqValue)$"Cannot use {JqRun.Show(name.Value)} as object key");
                var member = Access.Get(frame.Run, value, name.Value);
                if (member.IsInvalid) return false;
                bool Rest() => inner is null ? Next(index + 1) : inner.Bind(frame, input, member, () => Next(index + 1));
                return variable is null ? Rest() : variable.Bind(frame, input, member, Rest);
            });
        }
    }
}

/// <summary><c>source as pattern | body</c></summary>
internal sealed class BindNode(Node source, PatternNode pattern, Node body) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return source.Run(frame, new Item(input.Value, null), (in item) =>
            frame.Run.Step() && pattern.Bind(frame, whole.Value, item.Value, () => body.Run(frame, whole, emit)));
    }
}

/// <summary><c>source as a ?// b | body</c>: the next pattern is tried when there is an error with the one before.</summary>
internal sealed class AlternativesNode(Node source, PatternNode[] patterns, int[] variables, Node body) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return source.Run(frame, new Item(input.Value, null), (in item) =>
        {
            for (var i = 0; i < patterns.Length; i++)
            {
                if (!frame.Run.Step()) return false;
                foreach (var variable in variables) frame.Variables[variable] = JqValue.Null;
                if (patterns[i].Bind(frame, whole.Value, item.Value, () => body.Run(frame, whole, emit))) return true;
                if (i == patterns.Length - 1 || !frame.Run.Caught(out _)) return false;
            }

            return false;
        });
    }
}

internal sealed class VariableNode(int hops, int variable) : SingleNode
{
    public override JqValue Eval(Frame frame, JqValue input) => frame.Up(hops).Variables[variable];
}
