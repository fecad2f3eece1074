namespace Hydrant.Formats.Tests.Orc;

/// <summary>The parts of an uncompressed file, found from its end.</summary>
internal sealed class PlainOrc
{
    private readonly byte[] _file;

    public PlainOrc(byte[] file)
    {
        _file = file;
        var postscriptAt = file.Length - 1 - file[^1];
        Postscript = new Proto(file[postscriptAt..^1]);
        var footerAt = postscriptAt - (int)Postscript[1];
        Footer = new Proto(file[footerAt..postscriptAt]);
        Metadata = new Proto(file[(footerAt - (int)Postscript[5])..footerAt]);
        Stripes = Footer.Messages(3);
    }

    public Proto Postscript { get; }

    public Proto Footer { get; }

    public Proto Metadata { get; }

    /// <summary>Offset 1, lengths of index 2, data 3 and footer 4, rows 5.</summary>
    public List<Proto> Stripes { get; }

    public Proto StripeFooter(int stripe)
    {
        var at = (int)(Stripes[stripe][1] + Stripes[stripe][2] + Stripes[stripe][3]);
        return new Proto(_file[at..(at + (int)Stripes[stripe][4])]);
    }

    /// <summary>A stream's bytes; null when the stripe has none of that kind.</summary>
    public byte[]? Stream(int stripe, int column, int kind)
    {
        var at = Stripes[stripe][1];
        foreach (var stream in StripeFooter(stripe).Messages(1))
        {
            if (stream[1] == kind && stream[2] == column) return _file[(int)at..(int)(at + stream[3])];
            at += stream[3];
        }

        return null;
    }

    public static long Length(Proto stripe) => stripe[2] + stripe[3] + stripe[4];
}
