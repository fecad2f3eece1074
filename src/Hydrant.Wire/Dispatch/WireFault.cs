namespace Hydrant.Wire.Dispatch;

/// <summary>A fault's name on a service's wire, and its HTTP status.</summary>
public readonly record struct WireFault(string Type, int Status);
