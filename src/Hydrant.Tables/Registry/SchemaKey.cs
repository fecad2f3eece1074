using Hydrant.Core;
using Hydrant.Tables.Model;

namespace Hydrant.Tables.Registry;

/// <summary>Which schema: its registry and its name.</summary>
public readonly record struct SchemaKey(string Registry, string Name)
{
    public const string DefaultRegistry = "default-registry";

    public string ArnIn(Tenant scope) =>
        new Arn("aws", "glue", scope.Region, scope.Account, $"schema/{Registry}/{Name}").ToString();

    public static string RegistryArn(Tenant scope, string registry) =>
        new Arn("aws", "glue", scope.Region, scope.Account, $"registry/{registry}").ToString();

    /// <summary>From an ARN or from names; InvalidArgument when it is both or neither, or the ARN is of something else.</summary>
    public static Outcome<SchemaKey> Of(SchemaId? id)
    {
        if (id is { SchemaArn: { } text })
        {
            if (id.SchemaName is not null || id.RegistryName is not null) return RegistryTexts.TwoSchemaIds;
            return Arn.TryParse(text, out var arn) && arn.Service == "glue"
                && arn.Resource.Split('/') is ["schema", var registry, var name]
                ? new SchemaKey(registry, name)
                : Fault.InvalidArgument($"Schema ARN is not valid: {text}");
        }

        return id is { SchemaName: { } named }
            ? new SchemaKey(id.RegistryName ?? DefaultRegistry, named)
            : RegistryTexts.NoSchemaId;
    }

    /// <summary>The registry's name, from an ARN or a name.</summary>
    public static Outcome<string> RegistryOf(string? name, string? arnText)
    {
        if (name is not null && arnText is not null) return RegistryTexts.TwoRegistryIds;
        if (arnText is null) return name ?? DefaultRegistry;
        return Arn.TryParse(arnText, out var arn) && arn.Service == "glue" && arn.Resource.Split('/') is ["registry", var found]
            ? found
            : Fault.InvalidArgument($"Registry ARN is not valid: {arnText}");
    }
}
