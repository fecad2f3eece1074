using System.Runtime.CompilerServices;
using Hydrant.Jq.Nodes;

namespace Hydrant.Jq.Values;

/// <summary>Changed copies of values: setting and deleting at paths.</summary>
internal static class Updates
{
    public static JqValue SetPath(JqRun run, JqValue target, ReadOnlySpan<JqValue> path, JqValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (path.IsEmpty) return value;
        var inner = Access.Get(run, target, path[0]);
        if (inner.IsInvalid) return default;
        var changed = SetPath(run, inner, path[1..], value);
        return changed.IsInvalid ? default : Set(run, target, path[0], changed);
    }

    public static JqValue GetPath(JqRun run, JqValue target, ReadOnlySpan<JqValue> path)
    {
        foreach (var key in path)
        {
            if (target.IsNull) return target;
            target = Access.Get(run, target, key);
            if (target.IsInvalid) return default;
        }

        return target;
    }

    /// <summary>Deletes at every path; the later ones first, so that the earlier stay what they are.</summary>
    public static JqValue DeletePaths(JqRun run, JqValue target, JqValue paths)
    {
        if (!paths.IsArray) return run.Fail("Paths must be specified as an array");
        var sorted = paths.Array.Items.ToArray();
        Array.Sort(sorted, JqOrder.Compare);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            if (!sorted[i].IsArray) return run.Fail("Path must be specified as an array");
            target = DeletePath(run, target, sorted[i].Array.Items);
            if (target.IsInvalid) return default;
        }

        return target;
    }

    private static JqValue DeletePath(JqRun run, JqValue target, ReadOnlySpan<JqValue> path)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (path.IsEmpty || target.IsNull) return JqValue.Null;
        if (path.Length == 1) return Delete(run, target, path[0]);
        var inner = Access.Get(run, target, path[0]);
        if (inner.IsInvalid || inner.IsNull) return inner.IsInvalid ? default : target;
        var changed = DeletePath(run, inner, path[1..]);
        return changed.IsInvalid ? default : Set(run, target, path[0], changed);
    }

    private static JqValue Set(JqRun run, JqValue target, JqValue key, JqValue value)
    {
        if (key.IsString && (target.IsObject || target.IsNull))
        {
            var members = target.IsNull ? new JqObject(1) : target.Object;
            return run.Spend(32L * (members.Count + 1)) ? members.With(key.String, value) : default(JqValue);
        }

        if (key.IsNumber && (target.IsArray || target.IsNull))
            return SetElement(run, target.IsNull ? JqArray.Empty : target.Array, key.Number, value);
        if (key.IsObject && (target.IsArray || target.IsNull))
            return SetSlice(run, target.IsNull ? JqArray.Empty : target.Array, key.Object, value);
        return key.IsObject
            ? run.Fail($"Cannot update field at object index of {target.TypeName}")
            : Access.Refuse(run, target, key);
    }

    private static JqValue SetElement(JqRun run, JqArray array, double index, JqValue value)
    {
        if (index < 0) index = Math.Truncate(index) + array.Count;
        if (index < 0) return run.Fail("Out of bounds negative array index");
        if (double.IsNaN(index)) index = 0;
        if (index > 0x1fffffff) return run.Fail("Array index too large");
        var cost = (int)index == array.Count ? 16 : 16L * Math.Max(array.Count, (int)index + 1);
        return run.Spend(cost) ? array.With((int)index, value) : default(JqValue);
    }

    private static JqValue SetSlice(JqRun run, JqArray array, JqObject slice, JqValue value)
    {
        if (!Access.Bounds(run, slice, array.Count, out var start, out var end)) return default;
        if (!value.IsArray) return run.Fail("A slice of an array can only be assigned another array");
        var items = new List<JqValue>(array.Count);
        items.AddRange(array.Items[..start]);
        items.AddRange(value.Array.Items);
        items.AddRange(array.Items[end..]);
        return run.Spend(16L * items.Count) ? JqArray.Of(items) : default(JqValue);
    }

    private static JqValue Delete(JqRun run, JqValue target, JqValue key)
    {
        if (target.IsObject && key.IsString)
        {
            var members = target.Object;
            return run.Spend(32L * members.Count) ? members.Without(key.String) : default(JqValue);
        }

        if (!target.IsArray || !(key.IsNumber || key.IsObject))
        {
            return run.Fail(target.IsObject ? $"Cannot delete field at object index of {key.TypeName}"
                : target.IsArray ? $"Cannot delete field at array index of {key.TypeName}"
                : $"Cannot delete field at {(key.IsString ? "object" : "array")} index of {target.TypeName}");
        }

        var array = target.Array;
        int start, end;
        if (key.IsNumber)
        {
            var index = key.Number < 0 ? Math.Truncate(key.Number) + array.Count : key.Number;
            if (!(index >= 0 && index < array.Count)) return target;
            (start, end) = ((int)index, (int)index + 1);
        }
        else if (!Access.Bounds(run, key.Object, array.Count, out start, out end)) return default;

        var rest = new List<JqValue>(array.Count);
        rest.AddRange(array.Items[..start]);
        rest.AddRange(array.Items[end..]);
        return run.Spend(16L * rest.Count) ? JqArray.Of(rest) : default(JqValue);
    }
}
