using Hydrant.Core;

namespace Hydrant.Delivery.Partitioning;

/// <summary>The text of <c>!{firehose:random-string}</c>: 11 lower-case letters and digits.</summary>
internal static class RandomText
{
    public const int Length = 11;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Next(IIdSource ids)
    {
        Span<char> text = stackalloc char[Length];
        Span<byte> bytes = stackalloc byte[16];
        for (var length = 0; length < Length;)
        {
            ids.Fill(bytes);
            foreach (var value in bytes)
            {
                // 252 is the largest multiple of 36 in a byte: above it some letters would come more often.
                if (value < 252 && length < Length) text[length++] = Alphabet[value % Alphabet.Length];
            }
        }

        return new string(text);
    }
}
