using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateRegistry;

internal sealed class CreateRegistryRequest
{
    public string? RegistryName { get; set; }

    public string? Description { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

internal static class CreateRegistryShapes
{
    public static readonly Shape<CreateRegistryRequest?> Request = new StructureShape<CreateRegistryRequest>()
        .Required("RegistryName", RegistryShapes.Name, r => r.RegistryName, (r, v) => r.RegistryName = v)
        .Optional("Description", GlueShapes.Description, r => r.Description, (r, v) => r.Description = v)
        .Optional("Tags", GlueShapes.Tags, r => r.Tags, (r, v) => r.Tags = v);
}
