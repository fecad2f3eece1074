namespace Hydrant.Tables.Avro;

/// <summary>The text is no schema. Thrown within the parser only, which makes a value of it.</summary>
internal sealed class AvroException(string message) : Exception(message);
