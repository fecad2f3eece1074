using System.Text.Json;

namespace Hydrant.Delivery.Staging;

/// <summary>
/// A partition inside a JSON document: the folder of the error output, if it is one, and the keys as lists of source, name and
/// value.
/// </summary>
internal static class PartitionJson
{
    public static void Write(Utf8JsonWriter json, string member, Partition partition)
    {
        json.WriteStartObject(member);
        if (partition.IsError) json.WriteString("error", partition.ErrorOutputType);
        json.WriteStartArray("values");
        foreach (var value in partition.Values)
        {
            json.WriteStartArray();
            json.WriteStringValue([(char)value.Source]);
            json.WriteStringValue(value.Name);
            json.WriteStringValue(value.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static Partition Read(JsonElement json) => json.TryGetProperty("error", out var error)
        ? Partition.Failed(error.GetString()!)
        : Partition.Of(json.GetProperty("values").EnumerateArray().Select(value => new PartitionKeyValue(
            (PartitionKeySource)value[0].GetString()![0], value[1].GetString()!, value[2].GetString()!)));
}
