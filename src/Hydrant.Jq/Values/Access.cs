using Hydrant.Jq.Nodes;

namespace Hydrant.Jq.Values;

/// <summary>Looking into values: by key, by index, by slice. The texts of the errors are jq's.</summary>
internal static class Access
{
    public static JqValue Get(JqRun run, JqValue target, JqValue key)
    {
        var kind = key.Kind;
        if (target.IsObject && kind == JqKind.String) return target.Object.GetOrNull(key.String);
        if (target.IsArray && kind == JqKind.Number) return Element(target.Array, key.Number);
        if (target.IsNull && kind is (JqKind.String or JqKind.Number or JqKind.Object)) return JqValue.Null;
        if (kind == JqKind.Object && (target.IsArray || target.IsString)) return Slice(run, target, key.Object);
        if (kind == JqKind.Array && target.IsArray) return Indexes(target.Array, key.Array);
        return Refuse(run, target, key);
    }

    public static JqValue Refuse(JqRun run, JqValue target, JqValue key) => run.Fail(key.IsString
        ? $"Cannot index {target.TypeName} with string \"{key.String}\""
        : $"Cannot index {target.TypeName} with {key.TypeName}");

    /// <summary>Where a slice begins and ends in something so long.</summary>
    public static bool Bounds(JqRun run, JqObject slice, int length, out int start, out int end)
    {
        start = end = 0;
        if (!Bound(slice, "start", 0, out var from) || !Bound(slice, "end", length, out var to))
        {
            run.Fail("Start and end indices of an array slice must be numbers");
            return false;
        }

        if (from < 0) from += length;
        if (to < 0) to += length;
        from = Math.Clamp(double.IsNaN(from) ? 0 : from, 0, length);
        to = Math.Clamp(double.IsNaN(to) ? 0 : to, from, length);
        (start, end) = ((int)from, (int)Math.Ceiling(to));
        return true;
    }

    public static JqValue SliceKey(JqValue from, JqValue to)
    {
        var slice = new JqObject(2);
        slice.Set("start", from);
        slice.Set("end", to);
        return slice;
    }

    private static bool Bound(JqObject slice, string name, double otherwise, out double bound)
    {
        bound = otherwise;
        if (!slice.TryGet(name, out var value)) return false;
        if (value.IsNull) return true;
        bound = value.Number;
        return value.IsNumber;
    }

    private static JqValue Element(JqArray array, double index)
    {
        if (index < 0) index = Math.Truncate(index) + array.Count;
        return index >= 0 && index < array.Count ? array[(int)index] : JqValue.Null;
    }

    private static JqValue Slice(JqRun run, JqValue target, JqObject slice)
    {
        if (target.IsString)
        {
            var text = target.String;
            var length = Text.Length(text);
            return Bounds(run, slice, length, out var first, out var last) ? Text.Slice(text, length, first, last) : default(JqValue);
        }

        var array = target.Array;
        if (!Bounds(run, slice, array.Count, out var start, out var end)) return default;
        return run.Spend(16L * (end - start)) ? array.Slice(start, end) : default(JqValue);
    }

    /// <summary>Every place where the array holds that other one.</summary>
    public static JqArray Indexes(JqArray array, JqArray sought)
    {
        var found = new List<JqValue>();
        for (var i = 0; sought.Count > 0 && i + sought.Count <= array.Count; i++)
        {
            var k = 0;
            while (k < sought.Count && JqOrder.Same(array[i + k], sought[k])) k++;
            if (k == sought.Count) found.Add(i);
        }

        return JqArray.Of(found);
    }
}
