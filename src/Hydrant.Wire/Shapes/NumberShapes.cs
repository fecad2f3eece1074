using System.Globalization;

namespace Hydrant.Wire.Shapes;

/// <summary>A 32-bit number. Fractions are cut and larger values clipped before the constraints are checked, as the service does.</summary>
/// <param name="min">At least.</param>
/// <param name="quota">At most, where the service's quotas are kept.</param>
/// <param name="widest">At most, where they are not.</param>
internal sealed class IntegerShape(int min, int quota, int widest) : Shape<int?>
{
    public override int? Read(ref WireReader reader) => reader.Token == WireToken.Number
        ? (int)Math.Clamp(reader.GetLong(), int.MinValue, int.MaxValue)
        : throw WireTypes.NotA("Integer", reader.Token);

    public override void Write(WireWriter writer, int? value) => writer.Long(value!.Value);

    public override void Check(int? value, ConstraintErrors errors)
    {
        if (value is not { } number) return;
        var printed = number.ToString(CultureInfo.InvariantCulture);
        var max = errors.AreWide ? widest : quota;
        if (number < min) errors.Add(printed, $"Member must have value greater than or equal to {min}");
        if (number > max) errors.Add(printed, $"Member must have value less than or equal to {max}");
    }
}

/// <summary>A 64-bit number.</summary>
internal sealed class LongShape : Shape<long?>
{
    public override long? Read(ref WireReader reader) =>
        reader.Token == WireToken.Number ? reader.GetLong() : throw WireTypes.NotA("Long", reader.Token);

    public override void Write(WireWriter writer, long? value) => writer.Long(value!.Value);
}

/// <summary>A point in time, kept as epoch milliseconds.</summary>
internal sealed class TimestampShape : Shape<long?>
{
    public override long? Read(ref WireReader reader) => reader.Token is WireToken.Number or WireToken.Timestamp
        ? reader.GetEpochMilliseconds()
        : throw WireTypes.NotATimestamp(reader.Token);

    public override void Write(WireWriter writer, long? value) => writer.Timestamp(value!.Value);
}

/// <summary>True or false; text that means one of them is taken too, as the service does.</summary>
internal sealed class BooleanShape : Shape<bool?>
{
    public override bool? Read(ref WireReader reader) => reader.Token switch
    {
        WireToken.True => true,
        WireToken.False => false,
        WireToken.String => Parse(reader.GetString()),
        _ => throw WireTypes.NotA("Boolean", reader.Token),
    };

    public override void Write(WireWriter writer, bool? value) => writer.Boolean(value!.Value);

    private static bool Parse(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        var other => throw new WireTypeException($"'{other}' can not be converted to an Boolean"),
    };
}
