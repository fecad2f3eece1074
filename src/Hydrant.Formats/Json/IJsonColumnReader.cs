using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Json;

/// <summary>
/// Turns records of JSON into rows. One caller at a time; it learns the order in which members come, which changes its
/// speed and never its result.
/// </summary>
public interface IJsonColumnReader
{
    /// <summary>
    /// Adds a row for each object of a record: one, or several behind each other. Members that no column wants are
    /// skipped, missing ones become null, and of a member that is there twice the last one counts.
    /// </summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="batch">Of the schema this reader was made for.</param>
    /// <returns>Null, or why the record was refused; the batch is then as it was.</returns>
    JsonRejection? Add(ReadOnlySpan<byte> json, ColumnBatch batch);
}
