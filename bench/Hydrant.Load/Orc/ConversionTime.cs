namespace Hydrant.Load.Orc;

/// <summary>What one conversion took, in milliseconds.</summary>
internal sealed record ConversionTime(double Cpu, double Wall);
