using System.Buffers;
using Hydrant.Jq.Json;
using Hydrant.Jq.Syntax;

namespace Hydrant.Jq.Paths;

/// <summary>
/// A program that is an object of named members, each a plain path: what queries for partitions mostly are. It is run by stepping
/// over the text once for each member.
/// </summary>
internal sealed class PathObject
{
    private const int UsualLength = 256;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_made;

    private readonly (byte[] Name, SinglePath Value)[] _members;

    private PathObject((byte[] Name, SinglePath Value)[] members) => _members = members;

    /// <summary>The object the program is; null when it is anything else.</summary>
    public static PathObject? Of(Ast program)
    {
        if (program is not ObjectAst { Members.Count: > 0 } made) return null;
        var members = new List<(byte[], SinglePath)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in made.Members)
        {
            // Of members with the same name the last one counts, in the place of the first.
            if (key is not LiteralAst { Value.IsString: true } name || !names.Add(name.Value.String)) return null;
            if (SinglePath.Of(value) is not { } path) return null;
            var text = new ArrayBufferWriter<byte>();
            text.Write(members.Count == 0 ? "{"u8 : ","u8);
            JsonOut.Write(name.Value, text);
            text.Write(":"u8);
            members.Add((text.WrittenSpan.ToArray(), path));
        }

        return new PathObject([.. members]);
    }

    /// <summary>Writes the object. False, with nothing written, when it takes the general way.</summary>
    /// <param name="json">Known to be JSON.</param>
    /// <param name="output">Takes the object.</param>
    public bool TryRun(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var made = t_made ??= new ArrayBufferWriter<byte>(UsualLength);
        made.ResetWrittenCount();
        foreach (var (name, value) in _members)
        {
            made.Write(name);
            if (!value.TryRun(json, made)) return false;
        }

        made.Write("}"u8);
        output.Write(made.WrittenSpan);
        return true;
    }
}
