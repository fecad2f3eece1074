using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.Shared;

/// <summary>A function's settings as they stand in answers.</summary>
internal static class FunctionAnswers
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fff+0000";

    public static RestAnswer Configuration(FunctionState state, int status = 200) => Answer(json => WriteConfiguration(json, state), status);

    public static RestAnswer Answer(Action<Utf8JsonWriter> write, int status = 200)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return new RestAnswer(status, bytes.WrittenMemory);
    }

    public static void WriteConfiguration(Utf8JsonWriter json, FunctionState state)
    {
        json.WriteStartObject();
        json.WriteString("FunctionName", state.Name);
        json.WriteString("FunctionArn", state.Arn.ToString());
        json.WriteString("Runtime", state.Runtime);
        json.WriteString("Role", state.Role);
        if (state.Handler.Length > 0) json.WriteString("Handler", state.Handler);
        json.WriteNumber("CodeSize", state.CodeSize);
        json.WriteString("Description", state.Description);
        json.WriteNumber("Timeout", state.Timeout);
        json.WriteNumber("MemorySize", state.MemorySize);
        json.WriteString("LastModified", state.LastModified.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        json.WriteString("CodeSha256", Convert.ToBase64String(Convert.FromHexString(state.CodeHash)));
        json.WriteString("Version", "$LATEST");
        if (!state.Environment.IsEmpty)
        {
            json.WriteStartObject("Environment");
            WriteTexts(json, "Variables", state.Environment);
            json.WriteEndObject();
        }

        json.WriteString("RevisionId", state.Revision);
        json.WriteString("State", "Active");
        json.WriteString("LastUpdateStatus", "Successful");
        json.WriteString("PackageType", "Zip");
        json.WriteStartArray("Architectures");
        json.WriteStringValue(state.Architecture);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteTexts(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
