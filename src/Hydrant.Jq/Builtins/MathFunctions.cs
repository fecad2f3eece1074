using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>The functions of the C library's mathematics that jq 1.6 has.</summary>
internal static class MathFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        .. new (string Name, Func<double, double> Apply)[]
        {
            ("acos", Math.Acos), ("acosh", Math.Acosh), ("asin", Math.Asin), ("asinh", Math.Asinh), ("atan", Math.Atan),
            ("atanh", Math.Atanh), ("cbrt", Math.Cbrt), ("ceil", Math.Ceiling), ("cos", Math.Cos), ("cosh", Math.Cosh),
            ("exp", Math.Exp), ("exp2", x => Math.Pow(2, x)), ("exp10", x => Math.Pow(10, x)), ("expm1", SpecialMath.Expm1),
            ("pow10", x => Math.Pow(10, x)), ("fabs", Math.Abs), ("floor", Math.Floor), ("log", Math.Log),
            ("log10", Math.Log10), ("log1p", SpecialMath.Log1p), ("log2", Math.Log2), ("logb", SpecialMath.Logb),
            ("nearbyint", x => Math.Round(x, MidpointRounding.ToEven)), ("rint", x => Math.Round(x, MidpointRounding.ToEven)),
            ("round", x => Math.Round(x, MidpointRounding.AwayFromZero)), ("significand", SpecialMath.Significand),
            ("sin", Math.Sin), ("sinh", Math.Sinh), ("sqrt", Math.Sqrt), ("tan", Math.Tan), ("tanh", Math.Tanh),
            ("trunc", Math.Truncate), ("gamma", SpecialMath.LogGamma), ("lgamma", SpecialMath.LogGamma),
            ("tgamma", SpecialMath.Gamma),
        }.Select(function => One(function.Name, function.Apply)),
        .. new (string Name, Func<double, double, double> Apply)[]
        {
            ("atan2", Math.Atan2), ("copysign", Math.CopySign), ("drem", Math.IEEERemainder),
            ("remainder", Math.IEEERemainder), ("fdim", (x, y) => x > y ? x - y : double.IsNaN(x + y) ? double.NaN : 0),
            ("fmax", (x, y) => double.MaxNumber(x, y)), ("fmin", (x, y) => double.MinNumber(x, y)),
            ("fmod", (x, y) => x % y), ("hypot", double.Hypot), ("ldexp", SpecialMath.Scale),
            ("scalb", SpecialMath.Scale), ("scalbln", SpecialMath.Scale), ("pow", Math.Pow),
            ("nextafter", SpecialMath.NextAfter), ("nexttoward", SpecialMath.NextAfter),
        }.Select(function => Two(function.Name, function.Apply)),
        new("fma/3", (run, _, given) => Numbers(run, given)
            ? Math.FusedMultiplyAdd(given[0].Number, given[1].Number, given[2].Number)
            : default(JqValue)),
        new("frexp/0", (run, input, _) => input.IsNumber ? SpecialMath.Frexp(input.Number) : NotNumber(run, input)),
        new("modf/0", (run, input, _) => input.IsNumber ? SpecialMath.Modf(input.Number) : NotNumber(run, input)),
        new("lgamma_r/0", (run, input, _) => input.IsNumber ? SpecialMath.SignedLogGamma(input.Number) : NotNumber(run, input)),
        new("infinite/0", (_, _, _) => double.PositiveInfinity),
        new("nan/0", (_, _, _) => double.NaN),
        new("isinfinite/0", (run, input, _) => input.IsNumber ? double.IsInfinity(input.Number) : NotNumber(run, input)),
        new("isfinite/0", (run, input, _) => input.IsNumber ? !double.IsInfinity(input.Number) : NotNumber(run, input)),
        new("isnan/0", (run, input, _) => input.IsNumber ? double.IsNaN(input.Number) : NotNumber(run, input)),
        new("isnormal/0", (run, input, _) => input.IsNumber ? double.IsNormal(input.Number) : NotNumber(run, input)),
    ];

    public static JqValue Negate(JqRun run, JqValue input, ReadOnlySpan<JqValue> given) =>
        given[0].IsNumber ? -given[0].Number : run.Fail($"{JqRun.Show(given[0])} cannot be negated");

    public static JqValue NotNumber(JqRun run, JqValue value) => run.Fail($"{JqRun.Show(value)} number required");

    private static KeyValuePair<string, NativeFunction> One(string name, Func<double, double> apply) =>
        new(name + "/0", (run, input, _) => input.IsNumber ? apply(input.Number) : NotNumber(run, input));

    private static KeyValuePair<string, NativeFunction> Two(string name, Func<double, double, double> apply) =>
        new(name + "/2", (run, _, given) => Numbers(run, given) ? apply(given[0].Number, given[1].Number) : default(JqValue));

    private static bool Numbers(JqRun run, ReadOnlySpan<JqValue> given)
    {
        foreach (var value in given)
        {
            if (!value.IsNumber) return !NotNumber(run, value).IsInvalid;
        }

        return true;
    }
}
