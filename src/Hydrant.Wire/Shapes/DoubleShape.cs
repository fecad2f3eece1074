using System.Globalization;

namespace Hydrant.Wire.Shapes;

/// <summary>A number with a fraction, in a range.</summary>
internal sealed class DoubleShape(double min, double max) : Shape<double?>
{
    public override double? Read(ref WireReader reader) => reader.Token == WireToken.Number
        ? reader.GetDouble()
        : throw WireTypes.NotA("Double", reader.Token);

    public override void Write(WireWriter writer, double? value) => writer.Double(value!.Value);

    public override void Check(double? value, ConstraintErrors errors)
    {
        if (value is not { } number) return;
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (number < min) errors.Add(text, $"Member must have value greater than or equal to {min.ToString(CultureInfo.InvariantCulture)}");
        if (number > max) errors.Add(text, $"Member must have value less than or equal to {max.ToString(CultureInfo.InvariantCulture)}");
    }
}
