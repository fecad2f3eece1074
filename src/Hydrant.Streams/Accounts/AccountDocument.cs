using System.Buffers;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Streams.Accounts;

/// <summary>
/// What an account has set for one Region, as the catalogue keeps it. Normative: docs/formats/account-document.md; golden
/// file: testdata/account-document/v1.json.
/// </summary>
internal static class AccountDocument
{
    public const string Prefix = "accounts/";
    private const int Version = 1;

    public static string KeyOf(Tenant tenant) => $"{Prefix}{tenant.Account}/{tenant.Region}";

    public static byte[] Write(Tenant tenant, ThroughputCommitment commitment)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("account", tenant.Account);
            json.WriteString("region", tenant.Region);
            if (commitment.StartedAtMs is { } started) json.WriteNumber("commitmentStartedAtMs", started);
            if (commitment.EndedAtMs is { } ended) json.WriteNumber("commitmentEndedAtMs", ended);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static (Tenant Tenant, ThroughputCommitment Commitment) Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        return (
            new Tenant(root.GetProperty("account").GetString()!, root.GetProperty("region").GetString()!),
            new ThroughputCommitment(Time(root, "commitmentStartedAtMs"), Time(root, "commitmentEndedAtMs")));
    }

    private static long? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var time) ? time.GetInt64() : null;
}
