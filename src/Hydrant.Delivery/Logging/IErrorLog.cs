namespace Hydrant.Delivery.Logging;

/// <summary>
/// Takes what a delivery stream writes to its error log, for those that have one. Called from many pumps at once; must not throw
/// or wait, and may leave entries out when there are too many.
/// </summary>
public interface IErrorLog
{
    void Add(ErrorLogEntry entry);
}
