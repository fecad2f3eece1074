using System.Runtime.CompilerServices;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary><c>.</c></summary>
internal sealed class IdentityNode : Node
{
    public override bool IsSingle => true;

    public override JqValue Eval(Frame frame, JqValue input) => input;

    public override bool Run(Frame frame, in Item input, Emit emit) => emit(input);
}

/// <summary><c>.name</c>: a member known when the program is compiled.</summary>
internal sealed class FieldNode(Node target, string name, bool optional) : Node
{
    private readonly FieldName _name = new(name);

    public override bool IsSingle => !optional && target.IsSingle;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var from = target.Eval(frame, input);
        return from.IsInvalid ? default : Get(frame.Run, from);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return target.Run(frame, input, (in from) =>
        {
            if (from.Path is { IsNone: true }) return PathErrors.Access(frame.Run, from.Value, name);
            var value = Get(frame.Run, from.Value);
            return value.IsInvalid ? optional && frame.Run.Caught(out _) : emit(from.Inside(name, value));
        });
    }

    private JqValue Get(JqRun run, JqValue from) => from switch
    {
        { Lazy: { IsObject: true } lazy } => lazy.Member(_name),
        { IsObject: true } => from.Object.GetOrNull(name),
        { IsNull: true } => JqValue.Null,
        _ => Access.Refuse(run, from, name),
    };
}

/// <summary><c>.[key]</c>; the key is computed from what the whole term gets, not from what it looks into.</summary>
internal sealed class IndexNode(Node target, Node key, bool optional) : Node
{
    public override bool IsSingle => !optional && target.IsSingle && key.IsSingle;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var at = key.Eval(frame, input);
        if (at.IsInvalid) return default;
        var from = target.Eval(frame, input);
        return from.IsInvalid ? default : Access.Get(frame.Run, from, at);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var whole = input;
        return key.Run(frame, new Item(input.Value, null), (in at) =>
        {
            var found = at.Value;
            return target.Run(frame, whole, (in from) =>
            {
                if (from.Path is { IsNone: true }) return PathErrors.Access(frame.Run, from.Value, found);
                var value = Access.Get(frame.Run, from.Value, found);
                return value.IsInvalid ? optional && frame.Run.Caught(out _) : emit(from.Inside(found, value));
            });
        });
    }
}

/// <summary><c>.[]</c></summary>
internal sealed class IterateNode(Node target, bool optional) : Node
{
    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return target.Run(frame, input, (in from) =>
            (optional && !from.Value.IsArray && !from.Value.IsObject) || Each(frame.Run, from, emit));
    }

    public static bool Each(JqRun run, in Item from, Emit emit)
    {
        if (from.Path is { IsNone: true }) return PathErrors.Iterate(run, from.Value);
        if (from.Value.IsArray)
        {
            var array = from.Value.Array;
            for (var i = 0; i < array.Count; i++)
            {
                if (!run.Step() || !emit(from.Inside(i, array[i]))) return false;
            }

            return true;
        }

        if (!from.Value.IsObject)
        {
            run.Fail($"Cannot iterate over {JqRun.Show(from.Value)}");
            return false;
        }

        var members = from.Value.Object;
        for (var i = 0; i < members.Count; i++)
        {
            if (!run.Step() || !emit(from.Inside(members.Keys[i], members.Values[i]))) return false;
        }

        return true;
    }
}

/// <summary>What jq says when a path goes through a value that is nowhere in the input.</summary>
internal static class PathErrors
{
    private const int Shown = 29;

    public static bool Access(JqRun run, JqValue from, JqValue key) => run.Fail((JqValue)(
        "Invalid path expression near attempt to access element "
        + $"{JqRun.Cut(key, Shown)} of {JqRun.Cut(from, Shown)}"));

    public static bool Iterate(JqRun run, JqValue from) => run.Fail((JqValue)
        $"Invalid path expression near attempt to iterate through {JqRun.Cut(from, Shown)}");

    public static bool Result(JqRun run, JqValue value) => run.Fail((JqValue)
        $"Invalid path expression with result {JqRun.Cut(value, Shown)}");
}
