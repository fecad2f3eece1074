using System.Runtime.CompilerServices;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary><c>left | right</c></summary>
internal sealed class PipeNode(Node left, Node right) : Node
{
    private readonly bool _single = left.IsSingle && right.IsSingle;

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = left.Eval(frame, input);
        return value.IsInvalid ? default : right.Eval(frame, value);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!left.IsSingle || input.Path is not null)
            return left.Run(frame, input, (in item) => frame.Run.Step() && right.Run(frame, item, emit));
        var value = left.Eval(frame, input.Value);
        return !value.IsInvalid && right.Run(frame, new Item(value, null), emit);
    }
}

/// <summary><c>left, right</c></summary>
internal sealed class CommaNode(Node left, Node right) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return left.Run(frame, input, emit) && right.Run(frame, input, emit);
    }
}

internal sealed class IfNode(Node condition, Node then, Node otherwise) : Node
{
    private readonly bool _single = condition.IsSingle && then.IsSingle && otherwise.IsSingle;

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var test = condition.Eval(frame, input);
        return test.IsInvalid ? default : (test.IsTruthy ? then : otherwise).Eval(frame, input);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (condition.IsSingle)
        {
            var test = condition.Eval(frame, input.Value);
            return !test.IsInvalid && (test.IsTruthy ? then : otherwise).Run(frame, input, emit);
        }

        var whole = input;
        return condition.Run(frame, new Item(input.Value, null), (in test) =>
            frame.Run.Step() && (test.Value.IsTruthy ? then : otherwise).Run(frame, whole, emit));
    }
}

/// <summary><c>left // right</c>: what is true on the left; the right if nothing is.</summary>
internal sealed class AlternativeNode(Node left, Node right) : Node
{
    public override bool IsSingle => left.IsSingle && right.IsSingle;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = left.Eval(frame, input);
        return value.IsInvalid || value.IsTruthy ? value : right.Eval(frame, input);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var any = false;
        var goesOn = left.Run(frame, input, (in item) =>
        {
            if (!item.Value.IsTruthy) return true;
            any = true;
            return emit(item);
        });
        return goesOn && (any || right.Run(frame, input, emit));
    }
}

/// <summary>
/// <c>try body catch handler</c>, and <c>body?</c>. As in jq 1.6 it catches what is raised behind it too, once one of
/// its outputs went on.
/// </summary>
internal sealed class TryNode(Node body, Node? handler) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (body.Run(frame, input, emit)) return true;
        if (!frame.Run.Caught(out var error)) return false;
        return handler is null || handler.Run(frame, input.Made(error), emit);
    }
}

/// <summary><c>label $name | body</c></summary>
internal sealed class LabelNode(int variable, Node body) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var label = frame.Run.NewLabel();
        var outer = frame.Variables[variable];
        frame.Variables[variable] = label;
        var goesOn = body.Run(frame, input, emit);
        frame.Variables[variable] = outer;
        if (goesOn || frame.Run.Breaking != label) return goesOn;
        frame.Run.Breaking = 0;
        return true;
    }
}

internal sealed class BreakNode(int hops, int variable) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        frame.Run.Breaking = (long)frame.Up(hops).Variables[variable].Number;
        return false;
    }
}

/// <summary><c>reduce source as pattern (start; update)</c></summary>
internal sealed class ReduceNode(Node source, PatternNode pattern, Node start, Node update) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return start.Run(frame, input, (in first) =>
        {
            var state = first;
            var goesOn = source.Run(frame, new Item(whole.Value, null), (in element) =>
                frame.Run.Step() && pattern.Bind(frame, whole.Value, element.Value, () => Update(frame, ref state)));
            return goesOn && emit(state);
        });
    }

    private bool Update(Frame frame, ref Item state)
    {
        if (update.IsSingle && state.Path is null)
        {
            var value = update.Eval(frame, state.Value);
            state = new Item(value, null);
            return !value.IsInvalid;
        }

        // Without an output the state is lost, with many the last one stays.
        var last = new Item(JqValue.Null, state.Path is null ? null : PathLink.None);
        var goesOn = update.Run(frame, state, (in item) =>
        {
            last = item;
            return true;
        });
        state = last;
        return goesOn;
    }
}

/// <summary><c>foreach source as pattern (start; update; extract)</c></summary>
internal sealed class ForeachNode(Node source, PatternNode pattern, Node start, Node update, Node? extract) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return start.Run(frame, input, (in first) =>
        {
            var state = first;
            return source.Run(frame, new Item(whole.Value, null), (in element) =>
                frame.Run.Step() && pattern.Bind(frame, whole.Value, element.Value, () =>
                    update.Run(frame, state, (in next) =>
                    {
                        state = next;
                        return extract is null ? emit(next) : extract.Run(frame, next, emit);
                    })));
        });
    }
}
