using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>The operators between two values.</summary>
internal static class Operators
{
    public static Operator Find(string sign) => sign switch
    {
        "+" => Add,
        "-" => Subtract,
        "*" => Multiply,
        "/" => Divide,
        "%" => Modulo,
        "==" => (_, left, right) => JqOrder.Same(left, right),
        "!=" => (_, left, right) => !JqOrder.Same(left, right),
        "<" => (_, left, right) => JqOrder.Compare(left, right) < 0,
        "<=" => (_, left, right) => JqOrder.Compare(left, right) <= 0,
        ">" => (_, left, right) => JqOrder.Compare(left, right) > 0,
        ">=" => (_, left, right) => JqOrder.Compare(left, right) >= 0,
        "//" => (_, left, right) => left.IsTruthy ? left : right,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
    };

    public static JqValue Add(JqRun run, JqValue left, JqValue right)
    {
        if (left.IsNumber && right.IsNumber) return left.Number + right.Number;
        if (left.IsNull) return right;
        if (right.IsNull) return left;
        if (left.IsString && right.IsString)
        {
            return run.Spend(2L * (left.String.Length + right.String.Length)) ? left.String + right.String : default(JqValue);
        }

        if (left.IsArray && right.IsArray)
            return run.Spend(16L * (right.Array.Count + 2)) ? left.Array.Append(right.Array.Items) : default(JqValue);
        if (!left.IsObject || !right.IsObject) return Refuse(run, left, right, "added");
        var (first, second) = (left.Object, right.Object);
        if (!run.Spend(32L * (first.Count + second.Count))) return default;
        var sum = first.Copy(second.Count);
        for (var i = 0; i < second.Count; i++) sum.Set(second.Keys[i], second.Values[i]);
        return sum;
    }

    private static JqValue Subtract(JqRun run, JqValue left, JqValue right)
    {
        if (left.IsNumber && right.IsNumber) return left.Number - right.Number;
        if (!left.IsArray || !right.IsArray) return Refuse(run, left, right, "subtracted");
        var gone = right.Array;
        if (!run.Step((long)left.Array.Count * gone.Count) || !run.Spend(16L * left.Array.Count)) return default;
        var rest = new List<JqValue>();
        foreach (var item in left.Array.Items)
        {
            var stays = true;
            foreach (var other in gone.Items) stays &= !JqOrder.Same(item, other);
            if (stays) rest.Add(item);
        }

        return JqArray.Of(rest);
    }

    private static JqValue Multiply(JqRun run, JqValue left, JqValue right)
    {
        if (left.IsNumber && right.IsNumber) return left.Number * right.Number;
        if (left.IsString && right.IsNumber) return Repeat(run, left.String, right.Number);
        if (left.IsNumber && right.IsString) return Repeat(run, right.String, left.Number);
        return left.IsObject && right.IsObject ? Merge(run, left, right) : Refuse(run, left, right, "multiplied");
    }

    private static JqValue Repeat(JqRun run, string text, double times)
    {
        if (!(times > 0)) return JqValue.Null;
        var count = Math.Max(1, Math.Truncate(times));
        var length = Math.Min(count * text.Length, long.MaxValue / 4);
        return run.Spend(2L * (long)length) ? Text.Repeat(text, (int)count) : default(JqValue);
    }

    private static JqValue Merge(JqRun run, JqValue left, JqValue right)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var (first, second) = (left.Object, right.Object);
        if (!run.Spend(32L * (first.Count + second.Count))) return default;
        var merged = first.Copy(second.Count);
        for (var i = 0; i < second.Count; i++)
        {
            var value = second.Values[i];
            if (value.IsObject && merged.GetOrNull(second.Keys[i]) is { IsObject: true } old) value = Merge(run, old, value);
            if (value.IsInvalid) return default;
            merged.Set(second.Keys[i], value);
        }

        return merged;
    }

    private static JqValue Divide(JqRun run, JqValue left, JqValue right)
    {
        if (left.IsString && right.IsString) return TextFunctions.Split(run, left.String, right.String);
        if (!left.IsNumber || !right.IsNumber) return Refuse(run, left, right, "divided");
        return right.Number == 0
            ? Refuse(run, left, right, "divided because the divisor is zero")
            : left.Number / right.Number;
    }

    private static JqValue Modulo(JqRun run, JqValue left, JqValue right)
    {
        if (!left.IsNumber || !right.IsNumber) return Refuse(run, left, right, "divided (remainder)");
        var divisor = Integer(right.Number);
        if (divisor == 0) return Refuse(run, left, right, "divided (remainder) because the divisor is zero");
        return (double)(divisor == -1 ? 0 : Integer(left.Number) % (divisor == long.MinValue ? long.MaxValue : Math.Abs(divisor)));
    }

    // What is beyond 64 bits stays at their end; NaN becomes the least of them.
    private static long Integer(double number) => double.IsNaN(number) ? long.MinValue : (long)number;

    private static JqValue Refuse(JqRun run, JqValue left, JqValue right, string what) =>
        run.Fail($"{JqRun.Show(left)} and {JqRun.Show(right)} cannot be {what}");
}
