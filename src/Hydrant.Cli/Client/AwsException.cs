namespace Hydrant.Cli.Client;

/// <summary>A service refused a call; the message is its answer.</summary>
internal sealed class AwsException(string message) : Exception(message);
