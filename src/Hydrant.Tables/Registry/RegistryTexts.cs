using Hydrant.Core;

namespace Hydrant.Tables.Registry;

/// <summary>What callers are told about registries and schemas, in the service's words where they are known.</summary>
internal static class RegistryTexts
{
    public static readonly Fault TwoRegistryIds = Fault.InvalidArgument(
        "One of registryName or registryArn has to be provided, both cannot be provided.");

    public static readonly Fault TwoSchemaIds = Fault.InvalidArgument(
        "One of (registryName and schemaName) or schemaArn has to be provided, both cannot be provided.");

    public static readonly Fault NoSchemaId = Fault.InvalidArgument(
        "At least one of (registryName and schemaName) or schemaArn has to be provided.");

    public static readonly Fault CheckpointNeedsVersion = Fault.InvalidArgument(
        "A version number or the latest version is required to change the compatibility of a schema.");

    public static readonly Fault VersionInUse = Fault.InvalidArgument(
        "The checkpoint version of a schema cannot be deleted.");

    public static Fault NoRegistry(string name) =>
        Fault.NotFound($"Registry is not found. RegistryName: {name}, RegistryArn: null");

    public static Fault RegistryExists(string name) => Fault.InUse($"Registry already exists. RegistryName: {name}");

    public static Fault NoSchema(SchemaKey key) => Fault.NotFound(
        $"Schema is not found. RegistryName: {key.Registry}, SchemaName: {key.Name}, SchemaArn: null");

    public static Fault SchemaExists(string name) => Fault.InUse($"Schema already exists. SchemaName: {name}");

    public static Fault NoVersion(string id) => Fault.NotFound($"Schema version is not found. SchemaVersionId: {id}");

    public static Fault NoVersion(SchemaKey key, long? number) => Fault.NotFound(
        $"Schema version is not found. RegistryName: {key.Registry}, SchemaName: {key.Name}, SchemaArn: null, "
        + $"VersionNumber: {(number is null ? "null" : $"{number}")}, isLatestVersion: {(number is null ? "true" : "false")}");

    public static Fault NoDefinition(SchemaKey key) => Fault.NotFound(
        $"Schema is not found. RegistryName: {key.Registry}, SchemaName: {key.Name}, SchemaArn: null, "
        + "with the given definition.");

    public static Fault Disabled(SchemaKey key) => Fault.InvalidArgument(
        "Compatibility DISABLED does not allow versioning. SchemaId: SchemaId(schemaArn=null, "
        + $"schemaName={key.Name}, registryName={key.Registry})");

    public static Fault TooMany(string what) =>
        Fault.LimitExceeded($"More {what} cannot be created. The maximum limit has been reached.");
}
