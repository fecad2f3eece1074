using System.Runtime.CompilerServices;
using Hydrant.Jq.Builtins;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>A function written in jq: its body is set once it is compiled, because it may call itself.</summary>
internal sealed class Function
{
    public Node Body { get; set; } = null!;

    public int Variables { get; set; }
}

/// <summary>Calls a function that is written in jq. Arguments go unevaluated, with the frame their names are in.</summary>
internal sealed class CallNode(Function function, int hops, Node[] arguments) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!frame.Run.Step()) return false;
        var given = arguments.Length == 0 ? [] : new Closure[arguments.Length];
        for (var i = 0; i < given.Length; i++)
        {
            // A parameter that is handed on is handed on itself; recursion would chain them.
            given[i] = arguments[i] is ParameterNode handedOn ? handedOn.Find(frame) : new Closure(arguments[i], frame);
        }

        var parent = hops < 0 ? null : frame.Up(hops);
        var called = new Frame(frame.Run, parent, function.Variables, given);
        return function.Body.Run(called, input, emit);
    }
}

/// <summary>Runs the program that was given for a parameter.</summary>
internal sealed class ParameterNode(int hops, int index) : Node
{
    public Closure Find(Frame frame) => frame.Up(hops).Arguments[index];

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var given = Find(frame);
        return frame.Run.Step() && given.Body.Run(given.Frame, input, emit);
    }
}

/// <summary>Calls a function of the table with values. With many values the last argument's are outermost.</summary>
internal sealed class NativeNode(NativeFunction function, Node[] arguments) : Node
{
    private readonly bool _single = arguments.All(argument => argument.IsSingle);

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!frame.Run.Step()) return default;
        var values = arguments.Length == 0 ? [] : new JqValue[arguments.Length];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = arguments[i].Eval(frame, input);
            if (values[i].IsInvalid) return default;
        }

        return function(frame.Run, input, values);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_single) return Before(frame, input, new JqValue[arguments.Length], arguments.Length - 1, emit);
        var value = Eval(frame, input.Value);
        return !value.IsInvalid && emit(input.Made(value));
    }

    private bool Before(Frame frame, Item input, JqValue[] values, int index, Emit emit)
    {
        if (index >= 0)
        {
            return arguments[index].Run(frame, new Item(input.Value, null), (in item) =>
            {
                values[index] = item.Value;
                return Before(frame, input, values, index - 1, emit);
            });
        }

        if (!frame.Run.Step()) return false;
        var value = function(frame.Run, input.Value, values);
        return !value.IsInvalid && emit(input.Made(value));
    }
}

/// <summary>Runs a form: a builtin that decides itself when to run its arguments.</summary>
internal sealed class FormNode(Form form, Node[] arguments) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return frame.Run.Step() && form(frame, arguments, input, emit);
    }
}
