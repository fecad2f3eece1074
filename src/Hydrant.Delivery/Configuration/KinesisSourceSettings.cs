namespace Hydrant.Delivery.Configuration;

/// <summary>The stream a delivery stream reads.</summary>
/// <param name="StreamArn">The stream's ARN.</param>
/// <param name="RoleArn">The role AWS would read with; kept and shown, not used.</param>
/// <param name="StartedAtMs">When reading began, epoch milliseconds; null until the delivery stream was active.</param>
public sealed record KinesisSourceSettings(string StreamArn, string RoleArn, long? StartedAtMs);
