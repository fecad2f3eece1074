namespace Hydrant.Formats.Tests.Orc;

/// <summary>Reads the run length encodings, plainly and after the format's text: a bit at a time.</summary>
internal sealed class RunReader(byte[] bytes)
{
    private static readonly int[] Widths =
        [.. Enumerable.Range(1, 24), 26, 28, 30, 32, 40, 48, 56, 64];

    private int _at;

    /// <summary>Which of version 2's encodings were met.</summary>
    public HashSet<int> Encodings { get; } = [];

    public List<byte> Bytes()
    {
        var values = new List<byte>();
        while (_at < bytes.Length)
        {
            var control = (sbyte)bytes[_at++];
            if (control >= 0)
            {
                values.AddRange(Enumerable.Repeat(bytes[_at++], control + 3));
                continue;
            }

            for (var i = 0; i < -control; i++) values.Add(bytes[_at++]);
        }

        return values;
    }

    public List<bool> Bits() =>
        [.. Bytes().SelectMany(each => Enumerable.Range(0, 8).Select(bit => (each & (0x80 >> bit)) != 0))];

    public List<long> Version1(bool signed)
    {
        var values = new List<long>();
        while (_at < bytes.Length)
        {
            var control = (sbyte)bytes[_at++];
            if (control < 0)
            {
                for (var i = 0; i < -control; i++) values.Add(Varint(signed));
                continue;
            }

            var step = (sbyte)bytes[_at++];
            var first = Varint(signed);
            for (var i = 0; i < control + 3; i++) values.Add(unchecked(first + (i * (long)step)));
        }

        return values;
    }

    public List<long> Version2(bool signed)
    {
        var values = new List<long>();
        while (_at < bytes.Length)
        {
            var header = bytes[_at++];
            Encodings.Add(header >> 6);
            switch (header >> 6)
            {
                case 0:
                    var repeated = Decoded((ulong)BigEndian(((header >> 3) & 7) + 1), signed);
                    values.AddRange(Enumerable.Repeat(repeated, (header & 7) + 3));
                    break;
                case 1:
                    var (width, count) = Header(header);
                    values.AddRange(Packed(count, width).Select(value => Decoded(value, signed)));
                    break;
                case 2:
                    Patched(header, values);
                    break;
                default:
                    Delta(header, signed, values);
                    break;
            }
        }

        return values;
    }

    private void Patched(byte header, List<long> values)
    {
        var (width, count) = Header(header);
        var baseBytes = (bytes[_at] >> 5) + 1;
        var patchWidth = Widths[bytes[_at++] & 31];
        var gapWidth = (bytes[_at] >> 5) + 1;
        var patches = bytes[_at++] & 31;
        var magnitude = BigEndian(baseBytes);
        var sign = 1L << ((baseBytes * 8) - 1);
        var least = (magnitude & sign) != 0 ? -(magnitude & ~sign) : magnitude;
        var differences = Packed(count, width);
        var at = 0;
        foreach (var patch in Packed(patches, Widths.First(each => each >= gapWidth + patchWidth)))
        {
            at += (int)(patch >> patchWidth);
            differences[at] |= (patch & ((1UL << patchWidth) - 1)) << width;
        }

        values.AddRange(differences.Select(difference => least + (long)difference));
    }

    private void Delta(byte header, bool signed, List<long> values)
    {
        var isFixed = ((header >> 1) & 31) == 0;
        var (width, count) = Header(header);
        values.Add(Varint(signed));
        if (count == 1) return;
        var step = Varint(signed: true);
        values.Add(unchecked(values[^1] + step));
        if (isFixed)
        {
            for (var i = 2; i < count; i++) values.Add(unchecked(values[^1] + step));
            return;
        }

        foreach (var size in Packed(count - 2, width)) values.Add(step < 0 ? values[^1] - (long)size : values[^1] + (long)size);
    }

    private (int Width, int Count) Header(byte first) =>
        (Widths[(first >> 1) & 31], (((first & 1) << 8) | bytes[_at++]) + 1);

    private long BigEndian(int length)
    {
        var value = 0L;
        for (; length > 0; length--) value = (value << 8) | bytes[_at++];
        return value;
    }

    private ulong[] Packed(int count, int width)
    {
        var values = new ulong[count];
        for (var bit = 0; bit < count * width; bit++)
        {
            var isSet = (bytes[_at + (bit / 8)] & (0x80 >> (bit % 8))) != 0;
            values[bit / width] = (values[bit / width] << 1) | (isSet ? 1UL : 0);
        }

        _at += ((count * width) + 7) / 8;
        return values;
    }

    private long Varint(bool signed)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return Decoded(value, signed);
        }
    }

    private static long Decoded(ulong value, bool signed) => signed ? (long)(value >> 1) ^ -(long)(value & 1) : (long)value;
}
