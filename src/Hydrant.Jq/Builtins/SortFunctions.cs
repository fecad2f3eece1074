using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Sorting, and what follows from an order. The functions with <c>_</c> get the keys that were computed of the elements.</summary>
internal static class SortFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("sort/0", (run, input, _) => Sort(run, input, input)),
        new("_sort_by/1", (run, input, given) => Sort(run, input, given[0])),
        new("unique/0", (run, input, _) => Groups(run, input, input, group => group[0])),
        new("_unique_by/1", (run, input, given) => Groups(run, input, given[0], group => group[0])),
        new("_group_by/1", (run, input, given) => Groups(run, input, given[0], group => JqArray.Of(group))),
        new("min/0", (run, input, _) => Extreme(run, input, input, least: true)),
        new("max/0", (run, input, _) => Extreme(run, input, input, least: false)),
        new("_min_by/1", (run, input, given) => Extreme(run, input, given[0], least: true)),
        new("_max_by/1", (run, input, given) => Extreme(run, input, given[0], least: false)),
        new("bsearch/1", Search),
    ];

    private static JqValue Sort(JqRun run, JqValue input, JqValue keys)
    {
        var order = Order(run, input, keys);
        return order is null ? default(JqValue) : new JqArray([.. order.Select(i => input.Array[i])]);
    }

    /// <summary>Where each element goes, equal ones in the order they had; null when this cannot be sorted.</summary>
    private static int[]? Order(JqRun run, JqValue input, JqValue keys)
    {
        if (!input.IsArray)
        {
            run.Fail(keys.IsArray
                ? $"{JqRun.Show(input)} and {JqRun.Show(keys)} cannot be sorted, as they are not both arrays"
                : $"{JqRun.Show(input)} cannot be sorted, as it is not an array");
            return null;
        }

        var count = input.Array.Count;
        if (!run.Spend(64L * count * (1 + System.Numerics.BitOperations.Log2((uint)count + 1)))) return null;
        var by = keys.Array;
        return [.. Enumerable.Range(0, count).OrderBy(i => by[i], Comparer<JqValue>.Create(JqOrder.Compare))];
    }

    private static JqValue Groups(JqRun run, JqValue input, JqValue keys, Func<List<JqValue>, JqValue> make)
    {
        var order = Order(run, input, keys);
        if (order is null) return default;
        var groups = new List<JqValue>();
        var group = new List<JqValue>();
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && !JqOrder.Same(keys.Array[order[i - 1]], keys.Array[order[i]]))
            {
                groups.Add(make(group));
                group = [];
            }

            group.Add(input.Array[order[i]]);
        }

        if (group.Count > 0) groups.Add(make(group));
        return JqArray.Of(groups);
    }

    private static JqValue Extreme(JqRun run, JqValue input, JqValue keys, bool least)
    {
        if (!input.IsArray || !keys.IsArray)
            return run.Fail($"Cannot compute {(least ? "min" : "max")} of {JqRun.Show(input)}: it is not an array");
        var array = input.Array;
        if (array.Count == 0) return JqValue.Null;
        if (!run.Step(array.Count)) return default;
        var best = 0;
        for (var i = 1; i < array.Count; i++)
        {
            var order = JqOrder.Compare(keys.Array[i], keys.Array[best]);
            if (least ? order < 0 : order >= 0) best = i;
        }

        return array[best];
    }

    /// <summary>Where the value is in a sorted array, or minus one less where it would go.</summary>
    private static JqValue Search(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsArray) return run.Fail($"{JqRun.Show(input)} cannot be searched from");
        var array = input.Array;
        var (low, high) = (0, array.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = JqOrder.Compare(array[middle], given[0]);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1.0 - low;
    }
}
