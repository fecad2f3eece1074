namespace Hydrant.Api.Glue.Shared;

/// <summary>A request about one registry.</summary>
internal sealed class RegistryRequest
{
    public RegistryId? RegistryId { get; set; }
}
