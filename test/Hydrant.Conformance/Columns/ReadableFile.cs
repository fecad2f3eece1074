using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Columns;

/// <summary>A file that another program is to read, with what it must find.</summary>
/// <param name="Expected">A line for each row: a JSON array with each column's value.</param>
internal sealed record ReadableFile(string Name, string Path, string Expected, IReadOnlyList<HiveField> Fields);
