using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListRegistries;

internal sealed class ListRegistriesResponse
{
    public List<RegistryView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class ListRegistriesShapes
{
    public static readonly Shape<ListRegistriesResponse?> Response = new StructureShape<ListRegistriesResponse>()
        .Required("Registries", Shape.List(RegistryAnswers.Registry), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
