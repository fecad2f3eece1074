using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>The last step of a path, and those before it.</summary>
internal sealed class PathLink(PathLink? before, JqValue key)
{
    /// <summary>The path of the input itself.</summary>
    public static readonly PathLink Root = new(null, JqValue.Null);

    /// <summary>Of values that are nowhere in the input; nothing can be reached from there.</summary>
    public static readonly PathLink None = new(null, JqValue.Null);

    private readonly PathLink? _before = before;
    private readonly JqValue _key = key;

    public bool IsNone => ReferenceEquals(this, None);

    public JqValue ToValue()
    {
        var keys = new List<JqValue>();
        for (var link = this; link._before is not null; link = link._before) keys.Add(link._key);
        keys.Reverse();
        return JqArray.Of(keys);
    }
}
