using System.Runtime.CompilerServices;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>What an operator does with two values.</summary>
internal delegate JqValue Operator(JqRun run, JqValue left, JqValue right);

/// <summary>Arithmetic and comparison. The right side's outputs are outermost.</summary>
internal sealed class OperatorNode(Operator apply, Node left, Node right) : Node
{
    private readonly bool _single = left.IsSingle && right.IsSingle;

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var second = right.Eval(frame, input);
        if (second.IsInvalid) return default;
        var first = left.Eval(frame, input);
        return first.IsInvalid ? default : apply(frame.Run, first, second);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_single)
        {
            var value = Eval(frame, input.Value);
            return !value.IsInvalid && emit(input.Made(value));
        }

        var whole = input;
        var plain = new Item(input.Value, null);
        return right.Run(frame, plain, (in second) =>
        {
            var by = second.Value;
            return left.Run(frame, plain, (in first) =>
            {
                if (!frame.Run.Step()) return false;
                var value = apply(frame.Run, first.Value, by);
                return !value.IsInvalid && emit(whole.Made(value));
            });
        });
    }
}

/// <summary><c>and</c>, <c>or</c>: the right side runs only when the left leaves it open.</summary>
internal sealed class LogicNode(bool isAnd, Node left, Node right) : Node
{
    private readonly bool _single = left.IsSingle && right.IsSingle;

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var first = left.Eval(frame, input);
        if (first.IsInvalid) return default;
        if (first.IsTruthy != isAnd) return !isAnd;
        var second = right.Eval(frame, input);
        return second.IsInvalid ? default : second.IsTruthy;
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        var plain = new Item(input.Value, null);
        return left.Run(frame, plain, (in first) =>
            !frame.Run.Step() ? false
            : first.Value.IsTruthy != isAnd ? emit(whole.Made(!isAnd))
            : right.Run(frame, plain, (in second) => emit(whole.Made(second.Value.IsTruthy))));
    }
}

/// <summary><c>paths = value</c></summary>
internal sealed class AssignNode(Node paths, Node value) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        var plain = new Item(input.Value, null);
        return value.Run(frame, plain, (in assigned) =>
        {
            var state = whole.Value;
            var to = assigned.Value;
            return PathForms.Paths(frame, paths, whole.Value, (path, _) =>
            {
                state = Updates.SetPath(frame.Run, state, path.Items, to);
                return !state.IsInvalid;
            }) && emit(whole.Made(state));
        });
    }
}

/// <summary><c>paths |= update</c>: the first output is set; without one the place is deleted.</summary>
internal sealed class UpdateNode(Node paths, Node update) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var state = input.Value;
        var goesOn = PathForms.Paths(frame, paths, input.Value, (path, _) =>
        {
            var old = Updates.GetPath(frame.Run, state, path.Items);
            if (old.IsInvalid || !PathForms.First(frame, update, new Item(old, null), out var changed)) return false;
            state = changed.IsInvalid
                ? Updates.DeletePaths(frame.Run, state, new JqArray(path))
                : Updates.SetPath(frame.Run, state, path.Items, changed);
            return !state.IsInvalid;
        });
        return goesOn && emit(input.Made(state));
    }
}

/// <summary><c>paths += value</c> and its like: once for each value, which is computed from the whole input.</summary>
internal sealed class OperateNode(Operator apply, Node paths, Node value) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return value.Run(frame, new Item(input.Value, null), (in by) =>
        {
            var state = whole.Value;
            var operand = by.Value;
            return PathForms.Paths(frame, paths, whole.Value, (path, _) =>
            {
                var old = Updates.GetPath(frame.Run, state, path.Items);
                if (old.IsInvalid) return false;
                var changed = apply(frame.Run, old, operand);
                if (changed.IsInvalid) return false;
                state = Updates.SetPath(frame.Run, state, path.Items, changed);
                return !state.IsInvalid;
            }) && emit(whole.Made(state));
        });
    }
}
