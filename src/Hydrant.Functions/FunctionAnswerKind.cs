namespace Hydrant.Functions;

/// <summary>How a call of a function ended.</summary>
public enum FunctionAnswerKind
{
    /// <summary>The payload is what the function returned.</summary>
    Ok,

    /// <summary>There is no such function.</summary>
    NotFound,

    /// <summary>All its processes are busy and too many wait already, or waited too long.</summary>
    Throttled,

    /// <summary>It took longer than its limit and was ended.</summary>
    TimedOut,

    /// <summary>Its process ended, could not start, or took more memory than it may.</summary>
    Crashed,

    /// <summary>It raised an error, which is the payload.</summary>
    FunctionError,

    /// <summary>The request or the answer has more than <see cref="FunctionLimits.MaxPayload"/> bytes.</summary>
    TooLarge,

    /// <summary>The endpoint that has the function could not be reached, or failed.</summary>
    Unavailable,
}
