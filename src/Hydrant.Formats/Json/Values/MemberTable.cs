using Hydrant.Formats.Hashing;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// The keys that were seen, as they were written, each with its field and with the key that followed it last time: a
/// record whose members come in the order of the one before needs one comparison a key. What it holds is bounded.
/// </summary>
internal sealed class MemberTable(MemberNames names)
{
    private const int MaxMembers = 1_024;
    private const int MaxKeyLength = 256;

    private readonly Dictionary<ulong, Member> _members = [];

    /// <summary>Stands before the first key of an object.</summary>
    public Member Start { get; } = new([], -1);

    /// <summary>Finds a key that did not come where it was expected.</summary>
    /// <param name="previous">The key before it.</param>
    /// <param name="written">The key as it stands between its quotes.</param>
    /// <param name="meaning">The key without escapes.</param>
    public Member Find(Member previous, ReadOnlySpan<byte> written, ReadOnlySpan<byte> meaning)
    {
        if (written.Length > MaxKeyLength) return new Member([], names.Find(meaning)) { Next = previous.Next };

        var hash = XxHash64.Hash(written);
        if (_members.TryGetValue(hash, out var known) && known.IsKey(written))
        {
            previous.Next = known;
            return known;
        }

        var member = new Member([(byte)'"', .. written, (byte)'"', (byte)':'], names.Find(meaning));
        if (known is not null || _members.Count == MaxMembers)
            return new Member([], member.Field) { Next = previous.Next };
        _members.Add(hash, member);
        previous.Next = member;
        return member;
    }

    /// <summary>A key, and what is known about it.</summary>
    internal sealed class Member(byte[] token, int field)
    {
        /// <summary>The key in its quotes, and the colon.</summary>
        public readonly byte[] Token = token;

        /// <summary>The field's index, or -1 when no field wants it.</summary>
        public readonly int Field = field;

        /// <summary>The key that followed last time.</summary>
        public Member? Next;

        public bool IsKey(ReadOnlySpan<byte> written) => Token.AsSpan(1, Token.Length - 3).SequenceEqual(written);
    }
}
