using System.Globalization;
using System.Text;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Tests.Columns;

/// <summary>
/// A batch as text, a line for each row, written without anything of the product but the columns' own members.
/// </summary>
internal static class Rendered
{
    public static string[] Rows(ColumnBatch batch)
    {
        var columns = batch.Columns.Select(Slots).ToArray();
        return [.. Enumerable.Range(0, batch.Rows).Select(row => string.Join(' ', columns.Select(column => column[row])))];
    }

    private static string[] Slots(Column column)
    {
        var values = Values(column);
        var present = column.Present.ToArray();
        if (present.Length == 0) return values;
        var at = 0;
        return [.. present.Select(isThere => isThere == 1 ? values[at++] : "null")];
    }

    private static string[] Values(Column column)
    {
        switch (column)
        {
            case LongColumn longs:
                return [.. longs.Values.ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture))];
            case DoubleColumn doubles:
                return [.. doubles.Values.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture))];
            case DecimalColumn decimals:
                return [.. decimals.Values.ToArray().Select(value => $"{value}e-{column.Type.Scale}")];
            case TimestampColumn times:
                return [.. Enumerable.Range(0, times.Count).Select(i => $"{times.Seconds[i]}.{times.Nanos[i]:D9}")];
            case BytesColumn bytes:
                return [.. Enumerable.Range(0, bytes.Count).Select(i => Encoding.UTF8.GetString(bytes[i]))];
            case StructColumn structs:
                var members = structs.Fields.Select(Slots).ToArray();
                return [.. Enumerable.Range(0, structs.Count).Select(i => $"({string.Join(' ', members.Select(member => member[i]))})")];
            case ListColumn lists:
                var elements = Slots(lists.Element);
                return [.. Ranges(lists.Ends.ToArray()).Select(range => $"[{string.Join(' ', elements[range])}]")];
            case MapColumn maps:
                var (keys, entries) = (Slots(maps.Key), Slots(maps.Value));
                return [.. Ranges(maps.Ends.ToArray()).Select(range =>
                    $"{{{string.Join(' ', keys[range].Zip(entries[range], (key, value) => $"{key}={value}"))}}}")];
            default:
                throw new InvariantException(column.GetType().Name);
        }
    }

    private static IEnumerable<Range> Ranges(int[] ends) => ends.Select((end, i) => (i == 0 ? 0 : ends[i - 1])..end);

    /// <summary>
    /// A schema from columns such as <c>a int, b struct&lt;c:int&gt;</c>, with blanks between them as here.
    /// </summary>
    public static TableSchema Schema(string columns) => TableSchema.Parse(columns.Split(", ").Select(column =>
    {
        var blank = column.IndexOf(' ', StringComparison.Ordinal);
        return (column[..blank], column[(blank + 1)..]);
    })).Value;
}
