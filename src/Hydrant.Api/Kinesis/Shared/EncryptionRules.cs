using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>How encryption is started and stopped (docs/specs/kinesis.md, encryption).</summary>
internal static class EncryptionRules
{
    public static Fault? CheckType(string type) => type == "KMS"
        ? null
        : Fault.InvalidArgument($"EncryptionType must be KMS, not {type}.");

    /// <summary>
    /// Keys are not looked up here, so that only an ARN can be told to be none: it must be of a key or an alias, in the
    /// Region of the stream. A bare identifier or alias is taken as it is.
    /// </summary>
    public static Fault? CheckKey(string keyId, Tenant tenant)
    {
        if (!keyId.StartsWith("arn:", StringComparison.Ordinal)) return null;
        var isKey = Arn.TryParse(keyId, out var arn) && arn.Service == "kms" && arn.Region == tenant.Region
            && (arn.Resource.StartsWith("key/", StringComparison.Ordinal)
                || arn.Resource.StartsWith("alias/", StringComparison.Ordinal));
        return isKey ? null : new Fault(FaultKind.KeyNotFound, $"Invalid arn {tenant.Region}");
    }

    /// <summary>The settings with that key for what arrives from now on, or with none.</summary>
    public static StreamSettings With(StreamState state, string? keyId, long nowMs)
    {
        var horizonMs = nowMs - (long)TimeSpan.FromHours(state.RetentionHours).TotalMilliseconds;
        return state.Settings with { Encryption = state.Settings.Encryption.With(keyId, nowMs, horizonMs) };
    }
}

/// <summary>What both operations on encryption are asked.</summary>
internal sealed class EncryptionRequest : StreamRequest
{
    public static readonly Shape<EncryptionRequest?> Shape = ShapeOf<EncryptionRequest>()
        .Required(
            "EncryptionType", Wire.Shapes.Shape.Enum("NONE", "KMS"), r => r.EncryptionType, (r, v) => r.EncryptionType = v)
        .Required("KeyId", Wire.Shapes.Shape.String(1, 2048), r => r.KeyId, (r, v) => r.KeyId = v);

    public string? EncryptionType { get; set; }

    public string? KeyId { get; set; }
}
