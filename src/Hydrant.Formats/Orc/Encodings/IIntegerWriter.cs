namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// A stream of integers in one of the run length encodings; whether they are signed belongs to the stream.
/// </summary>
internal interface IIntegerWriter
{
    void Write(long value);

    void Write(ReadOnlySpan<long> values);

    /// <summary>Ends the run under way, so that the next value starts one.</summary>
    void Flush();
}
