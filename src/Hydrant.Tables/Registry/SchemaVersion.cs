namespace Hydrant.Tables.Registry;

/// <summary>A version with its schema and its definition.</summary>
public sealed record SchemaVersion(SchemaState Schema, SchemaVersionEntry Entry, string Definition);
