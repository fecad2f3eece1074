using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>One call of a function: its variables, the programs it was given, and the call its text stands in.</summary>
internal sealed class Frame(JqRun run, Frame? parent, int variables, Closure[] arguments)
{
    public JqRun Run => run;

    public JqValue[] Variables { get; } = variables == 0 ? [] : new JqValue[variables];

    public Closure[] Arguments => arguments;

    /// <summary>The frame so many functions further out.</summary>
    public Frame Up(int hops)
    {
        var frame = this;
        while (hops-- > 0) frame = frame.Parent!;
        return frame;
    }

    private Frame? Parent { get; } = parent;
}

/// <summary>A program given to a function, and where its names are.</summary>
internal readonly record struct Closure(Node Body, Frame Frame);
