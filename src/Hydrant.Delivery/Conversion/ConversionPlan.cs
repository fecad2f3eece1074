using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Schema;

namespace Hydrant.Delivery.Conversion;

/// <summary>How the records of a delivery stream become files of columns.</summary>
/// <param name="Schemas">The table.</param>
/// <param name="NewReader">Reads records; for one file.</param>
/// <param name="NewWriter">Writes a file to the stream.</param>
/// <param name="Extension">What the names of files end with.</param>
public sealed record ConversionPlan(
    ITableSchemas Schemas,
    Func<TableSchema, IJsonColumnReader> NewReader,
    Func<TableSchema, Stream, IColumnFileWriter> NewWriter,
    string Extension);
