using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>The answer of an operation that has nothing to say: an empty object.</summary>
internal sealed class Done
{
    public static readonly Shape<Done?> Shape = new StructureShape<Done>();

    private static readonly Done Instance = new();

    public static Outcome<Done> Unless(Fault? fault) => fault is null ? Instance : fault;
}
