using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>How a caller wants a delivery stream encrypted: DeliveryStreamEncryptionConfigurationInput.</summary>
internal sealed class EncryptionInput
{
    public const string OwnedByService = "AWS_OWNED_CMK";
    public const string OwnedByCaller = "CUSTOMER_MANAGED_CMK";

    private static readonly Shape<string?> AnyKeyArn =
        Wire.Shapes.Shape.String(1, 512, @"arn:.*:kms:[a-zA-Z0-9\-]+:\d{12}:key/[a-zA-Z_0-9+=,.@\-_/]+");

    public static readonly Shape<EncryptionInput?> Shape = new StructureShape<EncryptionInput>()
        .Optional("KeyARN", AnyKeyArn, i => i.KeyArn, (i, v) => i.KeyArn = v)
        .Required("KeyType", Wire.Shapes.Shape.Enum(OwnedByService, OwnedByCaller), i => i.KeyType, (i, v) => i.KeyType = v);

    public string? KeyArn { get; set; }

    public string? KeyType { get; set; }

    /// <summary>What is wrong with it; null when nothing is. Keys are not looked up here.</summary>
    /// <param name="input">As it holds its constraints; null for a key of the service.</param>
    /// <param name="type">Of the delivery stream.</param>
    /// <param name="tenant">Whose it is.</param>
    public static Fault? FirstBroken(EncryptionInput? input, DeliveryStreamType type, Tenant tenant) =>
        FirstBroken(type) ?? input switch
        {
            null => null,
            { KeyType: OwnedByCaller, KeyArn: null } =>
                Fault.InvalidArgument("KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK"),
            { KeyType: OwnedByService, KeyArn: not null } =>
                Fault.InvalidArgument("KeyARN cannot be specified when KeyType is AWS_OWNED_CMK"),
            { KeyArn: { } key } when !Arn.TryParse(key, out var arn) || arn.Region != tenant.Region => Fault.InvalidArgument(
                "Cross-region keys are not allowed for SSE. Please provide CMKs in the same region as firehose"),
            _ => null,
        };

    /// <summary>Whether a delivery stream of that type has an encryption of its own; null when it has.</summary>
    public static Fault? FirstBroken(DeliveryStreamType type) => type == DeliveryStreamType.DirectPut
        ? null
        : Fault.InvalidArgument(
            "Server side encryption from firehose is only allowed for direct put delivery streams and database as a source "
            + "delivery streams");
}
