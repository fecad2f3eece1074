using System.Runtime.CompilerServices;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Arrays and objects as wholes.</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("keys/0", (run, input, _) => Keys(run, input, sorted: true)),
        new("keys_unsorted/0", (run, input, _) => Keys(run, input, sorted: false)),
        new("has/1", Has),
        new("contains/1", (run, input, given) => Contains(run, input, given[0])),
        new("from_entries/0", FromEntries),
        new("flatten/0", (run, input, _) => Flatten(run, input, 1e9)),
        new("flatten/1", (run, input, given) => Flatten(run, input, given[0].IsNumber ? given[0].Number : 1e9)),
        new("reverse/0", Reverse),
        new("transpose/0", Transpose),
        new("indices/1", Indices),
    ];

    private static JqValue Keys(JqRun run, JqValue input, bool sorted)
    {
        if (input.IsArray) return JqArray.Of([.. Enumerable.Range(0, input.Array.Count).Select(i => (JqValue)i)]);
        if (!input.IsObject) return run.Fail($"{JqRun.Show(input)} has no keys");
        var members = input.Object;
        return run.Spend(16L * members.Count)
            ? JqArray.Of([.. (sorted ? members.SortedKeys() : members.Keys.ToArray()).Select(key => (JqValue)key)])
            : default(JqValue);
    }

    private static JqValue Has(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        var key = given[0];
        if (input.IsObject && key.IsString) return input.Object.TryGet(key.String, out _);
        if (input.IsArray && key.IsNumber) return key.Number >= 0 && key.Number < input.Array.Count;
        return run.Fail($"Cannot check whether {input.TypeName} has a {key.TypeName} key");
    }

    private static JqValue Contains(JqRun run, JqValue whole, JqValue part)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!run.Step()) return default;
        if (whole.IsObject && part.IsObject)
        {
            var (outer, inner) = (whole.Object, part.Object);
            for (var i = 0; i < inner.Count; i++)
            {
                if (!outer.TryGet(inner.Keys[i], out var value)) return false;
                var found = Inside(run, value, inner.Values[i]);
                if (found.IsInvalid || !found.IsTruthy) return found;
            }

            return true;
        }

        if (whole.IsArray && part.IsArray)
        {
            foreach (var sought in part.Array.Items)
            {
                var any = false;
                foreach (var item in whole.Array.Items)
                {
                    var found = Inside(run, item, sought);
                    if (found.IsInvalid) return default;
                    any |= found.IsTruthy;
                    if (any) break;
                }

                if (!any) return false;
            }

            return true;
        }

        if (whole.IsString && part.IsString) return whole.String.Contains(part.String, StringComparison.Ordinal);
        return whole.Kind == part.Kind || (whole.IsBoolean && part.IsBoolean)
            ? JqOrder.Same(whole, part)
            : run.Fail($"{JqRun.Show(whole)} and {JqRun.Show(part)} cannot have their containment checked");
    }

    // Deeper down, what is of another kind is just not contained.
    private static JqValue Inside(JqRun run, JqValue whole, JqValue part) =>
        whole.Kind == part.Kind ? Contains(run, whole, part) : JqValue.False;

    private static JqValue FromEntries(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsArray && !input.IsObject) return run.Fail($"Cannot iterate over {JqRun.Show(input)}");
        var entries = input.IsArray ? input.Array.Items : input.Object.Values;
        if (!run.Spend(64L * entries.Length)) return default;
        var made = new JqObject(entries.Length);
        foreach (var entry in entries)
        {
            var key = EntryKey(run, entry);
            if (key.IsInvalid) return default;
            if (!key.IsString) return run.Fail($"Cannot use {JqRun.Show(key)} as object key");
            made.Set(key.String, EntryValue(entry));
        }

        return made;
    }

    private static JqValue EntryKey(JqRun run, JqValue entry)
    {
        JqValue key = JqValue.Null;
        foreach (var name in (ReadOnlySpan<string>)["key", "k", "name", "Name", "K", "Key"])
        {
            key = Access.Get(run, entry, name);
            if (key.IsInvalid || (key.IsTruthy && !key.IsInvalid)) break;
            if (key.IsBoolean) break;
        }

        return !key.IsInvalid && !key.IsString ? Json.JsonOut.Text(key) : key;
    }

    private static JqValue EntryValue(JqValue entry)
    {
        foreach (var name in (ReadOnlySpan<string>)["value", "v", "Value", "V"])
        {
            if (entry.Object.TryGet(name, out var value)) return value;
        }

        return JqValue.Null;
    }

    private static JqValue Flatten(JqRun run, JqValue input, double depth)
    {
        if (depth < 0) return run.Fail("flatten depth must not be negative");
        if (!input.IsArray && !input.IsObject) return run.Fail($"Cannot iterate over {JqRun.Show(input)}");
        var flat = new List<JqValue>();
        return Flatten(run, input.IsArray ? input.Array.Items : input.Object.Values, depth, flat) ? JqArray.Of(flat) : default(JqValue);
    }

    private static bool Flatten(JqRun run, ReadOnlySpan<JqValue> items, double depth, List<JqValue> flat)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var item in items)
        {
            if (!run.Spend(32)) return false;
            if (!item.IsArray || depth <= 0) flat.Add(item);
            else if (!Flatten(run, item.Array.Items, depth - 1, flat)) return false;
        }

        return true;
    }

    private static JqValue Reverse(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (input.IsNull) return JqValue.EmptyArray;
        if (!input.IsArray)
        {
            return input is { IsString: true, String.Length: 0 } or { IsObject: true, Object.Count: 0 }
                ? JqValue.EmptyArray
                : run.Fail(input.IsBoolean ? $"{JqRun.Show(input)} has no length" : $"Cannot index {input.TypeName} with number");
        }

        var items = input.Array.Items.ToArray();
        Array.Reverse(items);
        return run.Spend(16L * items.Length) ? new JqArray(items) : default(JqValue);
    }

    private static JqValue Transpose(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsArray) return run.Fail($"Cannot iterate over {JqRun.Show(input)}");
        var rows = input.Array;
        var columns = 0;
        foreach (var row in rows.Items)
        {
            if (!row.IsArray) return run.Fail($"Cannot index {row.TypeName} with number");
            columns = Math.Max(columns, row.Array.Count);
        }

        if (!run.Spend(16L * rows.Count * columns)) return default;
        var turned = new JqValue[columns];
        for (var column = 0; column < columns; column++)
        {
            var cells = new JqValue[rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var from = rows[row].Array;
                cells[row] = column < from.Count ? from[column] : JqValue.Null;
            }

            turned[column] = new JqArray(cells);
        }

        return new JqArray(turned);
    }

    private static JqValue Indices(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        var sought = given[0];
        if (input.IsNull) return JqValue.Null;
        if (input.IsArray)
        {
            if (!run.Step(input.Array.Count)) return default;
            return Access.Indexes(input.Array, sought.IsArray ? sought.Array : new JqArray(sought));
        }

        if (!input.IsString || !sought.IsString) return Access.Get(run, input, sought);
        var found = new List<JqValue>();
        var (text, part) = (System.Text.Encoding.UTF8.GetBytes(input.String), System.Text.Encoding.UTF8.GetBytes(sought.String));
        for (var at = 0; part.Length > 0 && text.AsSpan(at).IndexOf(part) is >= 0 and var next; at += next + 1) found.Add(at + next);
        return JqArray.Of(found);
    }
}
