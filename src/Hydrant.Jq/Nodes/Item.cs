using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>What goes from node to node: a value and, where paths are asked for, how it was reached.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Null when nobody asks for paths.</param>
internal readonly record struct Item(JqValue Value, PathLink? Path)
{
    /// <summary>A value that was computed from this item and is nowhere in the input.</summary>
    public Item Made(JqValue value) => new(value, Path is null ? null : PathLink.None);

    /// <summary>A value that is inside this item.</summary>
    public Item Inside(JqValue key, JqValue value) => new(value, Path is null ? null : new PathLink(Path, key));
}

/// <summary>Takes an output. False stops whoever gives them: there is an error, a break, or enough.</summary>
internal delegate bool Emit(in Item item);
