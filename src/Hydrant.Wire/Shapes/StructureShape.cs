using System.Text;

namespace Hydrant.Wire.Shapes;

/// <summary>
/// A structure: its members by name, in the order in which they are written. Unknown members are stepped over, as the
/// service does; members the service has and Hydrant has not are named to the caller.
/// </summary>
public sealed class StructureShape<T> : Shape<T?>
    where T : class, new()
{
    private readonly List<Member> _members = [];

    /// <summary>A member that a request must have, and that an answer always has.</summary>
    public StructureShape<T> Required<TValue>(
        string name, Shape<TValue> shape, Func<T, TValue> get, Action<T, TValue>? set = null)
    {
        _members.Add(new Member<TValue>(name, shape, get, set, isRequired: true));
        return this;
    }

    public StructureShape<T> Optional<TValue>(
        string name, Shape<TValue> shape, Func<T, TValue> get, Action<T, TValue>? set = null)
    {
        _members.Add(new Member<TValue>(name, shape, get, set, isRequired: false));
        return this;
    }

    /// <summary>Members of the service's model that this server cannot honour; a request that has one is refused.</summary>
    /// <param name="mark">Where the request remembers the names that were met.</param>
    /// <param name="names">The members, as the model spells them.</param>
    public StructureShape<T> Unsupported(Func<T, List<string>> mark, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _members.Add(new UnsupportedMember(name, mark));
        return this;
    }

    public override T? Read(ref WireReader reader)
    {
        if (reader.Token != WireToken.StartMap) throw WireTypes.NotAStructure(reader.Token);
        var target = new T();
        var expected = 0;
        while (reader.Read() && reader.Token != WireToken.EndMap) ReadMember(ref reader, target, ref expected);
        return target;
    }

    /// <summary>Reads the member whose name is under the reader, for shapes that read some members themselves.</summary>
    public void ReadMember(ref WireReader reader, T target)
    {
        var expected = 0;
        ReadMember(ref reader, target, ref expected);
    }

    public override void Write(WireWriter writer, T? value)
    {
        writer.StartMap();
        foreach (var member in _members) member.Write(writer, value!);
        writer.EndMap();
    }

    public override void Check(T? value, ConstraintErrors errors)
    {
        if (value is null) return;
        foreach (var member in _members) member.Check(value, errors);
    }

    private void ReadMember(ref WireReader reader, T target, ref int expected)
    {
        var member = Find(ref reader, ref expected);
        reader.Read();
        if (member is null) reader.Skip();
        else if (reader.Token != WireToken.Null) member.Read(ref reader, target);
    }

    // Clients mostly send members in one order, so the search goes on behind the member found last.
    private Member? Find(ref WireReader reader, ref int expected)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            var at = (expected + i) % _members.Count;
            if (!reader.NameIs(_members[at].Name)) continue;
            expected = at + 1;
            return _members[at];
        }

        return null;
    }

    private abstract class Member(string name)
    {
        public byte[] Name { get; } = Encoding.ASCII.GetBytes(name);

        public abstract void Read(ref WireReader reader, T target);

        public abstract void Write(WireWriter writer, T source);

        public abstract void Check(T source, ConstraintErrors errors);
    }

    private sealed class Member<TValue>(
        string name, Shape<TValue> shape, Func<T, TValue> get, Action<T, TValue>? set, bool isRequired) : Member(name)
    {
        private readonly string _name = name;

        public override void Read(ref WireReader reader, T target)
        {
            var value = shape.Read(ref reader);
            set?.Invoke(target, value);
        }

        public override void Write(WireWriter writer, T source)
        {
            var value = get(source);
            if (value is null) return;
            writer.Name(Name);
            shape.Write(writer, value);
        }

        public override void Check(T source, ConstraintErrors errors)
        {
            var value = get(source);
            errors.Enter(_name);
            if (value is null && isRequired) errors.Add(null, "Member must not be null");
            if (value is not null) shape.Check(value, errors);
            errors.Leave();
        }
    }

    private sealed class UnsupportedMember(string name, Func<T, List<string>> mark) : Member(name)
    {
        private readonly string _name = name;

        public override void Read(ref WireReader reader, T target)
        {
            reader.Skip();
            mark(target).Add(_name);
        }

        public override void Write(WireWriter writer, T source)
        {
        }

        public override void Check(T source, ConstraintErrors errors)
        {
            if (mark(source).Contains(_name)) errors.Unsupported(_name);
        }
    }
}
