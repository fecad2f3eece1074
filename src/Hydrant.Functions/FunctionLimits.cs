namespace Hydrant.Functions;

/// <summary>Limits of AWS Lambda that functions meet here too.</summary>
public static class FunctionLimits
{
    /// <summary>Bytes of a request or an answer of a synchronous call: 6 MB, in the number that Lambda names.</summary>
    public const int MaxPayload = 6_291_556;

    public const int MinMemoryMegabytes = 128;

    public const int MaxMemoryMegabytes = 10_240;

    /// <summary>In seconds.</summary>
    public const int MaxTimeout = 900;

    /// <summary>In seconds, when a function says nothing.</summary>
    public const int DefaultTimeout = 3;
}
