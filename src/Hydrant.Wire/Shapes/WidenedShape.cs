namespace Hydrant.Wire.Shapes;

/// <summary>A shape whose quotas count only for some values.</summary>
internal sealed class WidenedShape<T>(Shape<T> shape, Func<T, bool> isWide) : Shape<T>
{
    public override T Read(ref WireReader reader) => shape.Read(ref reader);

    public override void Write(WireWriter writer, T value) => shape.Write(writer, value);

    public override void Check(T value, ConstraintErrors errors)
    {
        var before = errors.AreWide;
        errors.AreWide = isWide(value);
        shape.Check(value, errors);
        errors.AreWide = before;
    }
}
