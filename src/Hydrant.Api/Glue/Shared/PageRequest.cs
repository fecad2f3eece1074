namespace Hydrant.Api.Glue.Shared;

/// <summary>A listing of registries, of schemas or of a schema's versions.</summary>
internal sealed class PageRequest
{
    public RegistryId? RegistryId { get; set; }

    public Hydrant.Tables.Model.SchemaId? SchemaId { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}
