using System.Text.Json.Serialization;
using Hydrant.Tables.Model;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.Documents;

/// <summary>The members of the documents, in the words of the API and in the order of their declaration.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Versioned<DatabaseState>))]
[JsonSerializable(typeof(Versioned<TableState>))]
[JsonSerializable(typeof(Versioned<RegistryState>))]
[JsonSerializable(typeof(Versioned<SchemaState>))]
[JsonSerializable(typeof(Versioned<SchemaVersionState>))]
internal sealed partial class DocumentJson : JsonSerializerContext;
