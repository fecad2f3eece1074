using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Which registry: by its name or its ARN.</summary>
internal sealed class RegistryId
{
    public string? RegistryName { get; set; }

    public string? RegistryArn { get; set; }

    public Outcome<string> Name => SchemaKey.RegistryOf(RegistryName, RegistryArn);
}
