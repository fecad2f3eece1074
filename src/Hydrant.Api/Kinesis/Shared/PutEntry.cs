using Hydrant.Core;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What a put says of one record besides its bytes, which went straight into the append's buffer.</summary>
internal struct PutEntry
{
    /// <summary>UTF-16 units of the partition key, or -1 when there is none.</summary>
    public int KeyChars;

    /// <summary>A partition key that is too long to be kept, for the words of the refusal; null when it is not.</summary>
    public string? LongKey;

    /// <summary>Bytes of data, or -1 when there are none.</summary>
    public int DataLength;

    /// <summary>The explicit hash key, if one was sent that is in order.</summary>
    public HashKey? HashKey;

    /// <summary>The explicit hash key as it was sent, if something is wrong with it.</summary>
    public string? WrongHashKey;

    /// <summary>Why the record is not taken though others of its request are.</summary>
    public Refusal Refused;
}
