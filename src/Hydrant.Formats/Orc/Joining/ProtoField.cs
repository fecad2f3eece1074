namespace Hydrant.Formats.Orc.Joining;

/// <summary>A field of a Protocol Buffers message as it came.</summary>
/// <param name="Type">0 a varint, 1 eight bytes, 2 bytes, 5 four bytes.</param>
/// <param name="Value">Of a varint, or the bits of a number of fixed length.</param>
/// <param name="Bytes">Of type 2.</param>
internal readonly record struct ProtoField(int Number, int Type, ulong Value, ReadOnlyMemory<byte> Bytes);
