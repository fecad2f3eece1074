namespace Hydrant.Wire.Shapes;

/// <summary>Bytes in an array of their own; for the control plane. Records go straight into a buffer instead.</summary>
internal sealed class BlobShape(int max) : Shape<byte[]?>
{
    public override byte[]? Read(ref WireReader reader)
    {
        var blob = reader.GetBlob();
        var bytes = new byte[blob.MaxLength];
        var length = blob.Decode(bytes);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    public override void Write(WireWriter writer, byte[]? value) => writer.Blob(value);

    public override void Check(byte[]? value, ConstraintErrors errors)
    {
        if (value?.Length > max) errors.Add(BlobText.Of(value.Length), $"Member must have length less than or equal to {max}");
    }
}
