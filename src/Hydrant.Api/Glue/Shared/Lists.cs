using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Lists of the catalogue's model, in which nothing is missing: a null in a request is not read into them.</summary>
internal static class Lists
{
    public static Shape<List<T>?> Of<T>(Shape<T?> item)
        where T : class => Shape.List(item)!;
}
