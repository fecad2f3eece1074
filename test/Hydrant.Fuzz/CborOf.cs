using System.Text.Json;
using Hydrant.Wire.Shapes;

namespace Hydrant.Fuzz;

/// <summary>The same request in the other encoding: data becomes bytes, and times are marked.</summary>
internal static class CborOf
{
    public static byte[] Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        using var writer = new WireWriter(WireFormat.Cbor);
        Write(writer, document.RootElement, "");
        return writer.Written.ToArray();
    }

    private static void Write(WireWriter writer, JsonElement element, string name)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.StartMap();
                foreach (var member in element.EnumerateObject())
                {
                    writer.NameText(member.Name);
                    Write(writer, member.Value, member.Name);
                }

                writer.EndMap();
                break;
            case JsonValueKind.Array:
                writer.StartList();
                foreach (var item in element.EnumerateArray()) Write(writer, item, name);
                writer.EndList();
                break;
            case JsonValueKind.String when name == "Data": writer.Blob(element.GetBytesFromBase64()); break;
            case JsonValueKind.String: writer.String(element.GetString()!); break;
            case JsonValueKind.Number when name == "Timestamp":
                writer.Timestamp((long)(element.GetDouble() * 1000));
                break;
            case JsonValueKind.Number: writer.Long((long)element.GetDouble()); break;
            case JsonValueKind.True or JsonValueKind.False: writer.Boolean(element.GetBoolean()); break;
            default: throw new InvalidOperationException($"{element.ValueKind} has no place here.");
        }
    }
}
