namespace Hydrant.Wire.Shapes;

/// <summary>
/// How a value stands on the wire: one description, from which both encodings are read and written and the
/// constraints are checked. A null value is an absent member; shapes never read one.
/// </summary>
/// <typeparam name="T">The type the operation works with; nullable, so that absence can be said.</typeparam>
public abstract class Shape<T>
{
    /// <summary>Reads the value under the reader and leaves the reader on its last token.</summary>
    /// <exception cref="WireTypeException">It has another type.</exception>
    /// <exception cref="WireSyntaxException">The body is broken.</exception>
    public abstract T Read(ref WireReader reader);

    public abstract void Write(WireWriter writer, T value);

    /// <summary>Reports every constraint the value breaks.</summary>
    public virtual void Check(T value, ConstraintErrors errors)
    {
    }
}
