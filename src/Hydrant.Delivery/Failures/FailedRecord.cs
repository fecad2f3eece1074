using System.Text.Json;

namespace Hydrant.Delivery.Failures;

/// <summary>A record as a line of an error output holds it.</summary>
/// <param name="Data">As it is to be put again.</param>
/// <param name="ArrivedAtMs">When it first arrived, epoch milliseconds.</param>
internal readonly record struct FailedRecord(byte[] Data, long ArrivedAtMs)
{
    /// <summary>Null when the line is none of ours.</summary>
    public static FailedRecord? Read(ReadOnlySpan<byte> line)
    {
        byte[]? data = null;
        long arrivedAtMs = 0;
        try
        {
            var json = new Utf8JsonReader(line);
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1) continue;
                var (isData, isArrival) = (json.ValueTextEquals("rawData"u8), json.ValueTextEquals("arrivalTimestamp"u8));
                json.Read();
                if (isData) data = json.GetBytesFromBase64();
                else if (isArrival) arrivedAtMs = json.GetInt64();
            }
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }

        return data is null ? null : new FailedRecord(data, arrivedAtMs);
    }
}
