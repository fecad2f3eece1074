using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>What the C library has and .NET has not.</summary>
internal static class SpecialMath
{
    // Lanczos' approximation with g = 7 and nine terms: 15 digits.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double Logb(double x) =>
        x == 0 ? double.NegativeInfinity : double.IsInfinity(x) ? double.PositiveInfinity : double.IsNaN(x) ? x : Math.ILogB(x);

    public static double Significand(double x) =>
        x == 0 || !double.IsFinite(x) ? x : Math.ScaleB(x, -Math.ILogB(x));

    public static double Scale(double x, double power) =>
        double.IsNaN(power) ? double.NaN : Math.ScaleB(x, (int)Math.Clamp(power, -5000, 5000));

    public static double NextAfter(double x, double towards) =>
        double.IsNaN(x) || double.IsNaN(towards) ? double.NaN
        : x == towards ? towards
        : x < towards ? Math.BitIncrement(x) : Math.BitDecrement(x);

    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        var power = Math.Exp(x);
        return power == 1 ? x : (power - 1) * x / Math.Log(power);
    }

    public static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * x / (sum - 1);
    }

    public static JqArray Frexp(double x)
    {
        if (x == 0 || !double.IsFinite(x)) return new JqArray(x, 0);
        var exponent = Math.ILogB(x) + 1;
        return new JqArray(Math.ScaleB(x, -exponent), exponent);
    }

    public static JqArray Modf(double x) =>
        new(double.IsInfinity(x) ? Math.CopySign(0, x) : x - Math.Truncate(x), Math.Truncate(x));

    public static JqArray SignedLogGamma(double x) =>
        new(LogGamma(x), x < 0 && Math.Floor(x) != x && (long)Math.Floor(x) % 2 != 0 ? -1 : 1);

    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x) || (x <= 0 && Math.Floor(x) == x)) return double.PositiveInfinity;
        if (x is 1 or 2) return 0;
        if (x < 0.5) return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        // Stirling's series, from where it is exact enough on.
        var below = 1.0;
        for (; x < 16; x++) below *= x;
        var square = 1 / (x * x);
        var rest = ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188)))))))) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + rest - Math.Log(below);
    }

    public static double Gamma(double x)
    {
        if (x == 0) return double.CopySign(double.PositiveInfinity, x);
        if (double.IsNegativeInfinity(x) || (x < 0 && Math.Floor(x) == x)) return double.NaN;
        if (x > 171.7) return double.PositiveInfinity;
        if (Math.Floor(x) == x)
        {
            var product = 1.0;
            for (var i = 2; i < x; i++) product *= i;
            return product;
        }

        if (x < 0.5) return Math.PI / (Math.Sin(Math.PI * x) * Gamma(1 - x));
        var (sum, t) = Series(x);
        return Math.Sqrt(2 * Math.PI) * Math.Pow(t, x - 0.5) * Math.Exp(-t) * sum;
    }

    private static (double Sum, double T) Series(double x)
    {
        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i);
        return (sum, x + Lanczos.Length - 1.5);
    }
}
