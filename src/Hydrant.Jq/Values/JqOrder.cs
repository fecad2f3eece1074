using System.Runtime.CompilerServices;

namespace Hydrant.Jq.Values;

/// <summary>jq's total order: null, false, true, numbers, strings by code points, arrays, objects by keys and then by values.</summary>
internal static class JqOrder
{
    public static int Compare(JqValue left, JqValue right)
    {
        var kind = left.Kind;
        var other = right.Kind;
        if (kind != other) return kind < other ? -1 : 1;
        return kind switch
        {
            JqKind.Number => CompareNumbers(left.Number, right.Number),
            JqKind.String => CompareText(left.String, right.String),
            JqKind.Array => CompareArrays(left.Array, right.Array),
            JqKind.Object => CompareObjects(left.Object, right.Object),
            _ => 0,
        };
    }

    public static bool Same(JqValue left, JqValue right) => Compare(left, right) == 0;

    /// <summary>The order of code points, which is also that of the UTF-8 bytes.</summary>
    public static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        var at = left.AsSpan(0, length).CommonPrefixLength(right);
        if (at == length) return left.Length.CompareTo(right.Length);
        var (l, r) = (left[at], right[at]);

        // Surrogates stand for code points above every other char.
        if (char.IsSurrogate(l) != char.IsSurrogate(r)) return char.IsSurrogate(l) ? 1 : -1;
        return l.CompareTo(r);
    }

    // NaN is less than every number, itself included.
    private static int CompareNumbers(double left, double right) =>
        double.IsNaN(left) ? -1 : double.IsNaN(right) ? 1 : left.CompareTo(right);

    private static int CompareArrays(JqArray left, JqArray right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var count = Math.Min(left.Count, right.Count);
        for (var i = 0; i < count; i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    private static int CompareObjects(JqObject left, JqObject right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (leftKeys, rightKeys) = (left.SortedKeys(), right.SortedKeys());
        var count = Math.Min(leftKeys.Length, rightKeys.Length);
        for (var i = 0; i < count; i++)
        {
            var order = CompareText(leftKeys[i], rightKeys[i]);
            if (order != 0) return order;
        }

        if (leftKeys.Length != rightKeys.Length) return leftKeys.Length.CompareTo(rightKeys.Length);
        foreach (var key in leftKeys)
        {
            var order = Compare(left.GetOrNull(key), right.GetOrNull(key));
            if (order != 0) return order;
        }

        return 0;
    }
}
