namespace Hydrant.Formats.Tests.Orc;

/// <summary>A Protocol Buffers message taken apart: numbers and byte strings by field, in order.</summary>
internal sealed class Proto
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public Proto(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add(((int)(tag >> 3), Varint(message, ref at), []));
                    break;
                case 1:
                    _fields.Add(((int)(tag >> 3), BitConverter.ToUInt64(message, at), []));
                    at += 8;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    _fields.Add(((int)(tag >> 3), 0, message[at..(at + length)]));
                    at += length;
                    break;
            }
        }
    }

    public long this[int field] => (long)_fields.Single(each => each.Field == field).Number;

    public bool Has(int field) => _fields.Exists(each => each.Field == field);

    public byte[] Bytes(int field) => _fields.Single(each => each.Field == field).Bytes;

    public Proto Message(int field) => new(Bytes(field));

    public List<Proto> Messages(int field) =>
        [.. _fields.Where(each => each.Field == field).Select(each => new Proto(each.Bytes))];

    public List<ulong> Packed(int field)
    {
        var values = new List<ulong>();
        var bytes = Bytes(field);
        for (var at = 0; at < bytes.Length;) values.Add(Varint(bytes, ref at));
        return values;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
