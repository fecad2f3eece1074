using Hydrant.Core;

namespace Hydrant.Wire.Dispatch;

/// <summary>Which records of a batch are to fail though the call goes through. Used by one call.</summary>
public interface IRecordFailures
{
    /// <summary>How the next record fails; null when it does not.</summary>
    FaultKind? Next();
}
