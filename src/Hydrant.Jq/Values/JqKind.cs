namespace Hydrant.Jq.Values;

/// <summary>The kinds of a value, in jq's order of kinds. <see cref="Invalid"/> is no value: something failed.</summary>
internal enum JqKind
{
    Invalid,
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
