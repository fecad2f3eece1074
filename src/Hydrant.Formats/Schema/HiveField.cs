namespace Hydrant.Formats.Schema;

/// <summary>A column of a table, or a member of a struct.</summary>
public sealed record HiveField(string Name, HiveType Type);
