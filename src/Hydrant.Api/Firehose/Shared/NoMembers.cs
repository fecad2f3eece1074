using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>The answer of operations that have nothing to say: an empty structure.</summary>
internal sealed class NoMembers
{
    public static readonly NoMembers Instance = new();

    public static readonly Shape<NoMembers?> Shape = new StructureShape<NoMembers>();
}
