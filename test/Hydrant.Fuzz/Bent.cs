namespace Hydrant.Fuzz;

/// <summary>Bytes that were good once.</summary>
internal static class Bent
{
    /// <summary>One to four changes: a byte lost, added, replaced or flipped, the rest cut, a piece repeated.</summary>
    public static byte[] Bytes(byte[] bytes, Random random)
    {
        var bent = bytes.ToList();
        for (var turns = random.Next(4); turns >= 0; turns--)
        {
            var at = random.Next(bent.Count + 1);
            switch (random.Next(6))
            {
                case 0 when bent.Count > 0: bent.RemoveAt(Math.Min(at, bent.Count - 1)); break;
                case 1: bent.Insert(at, (byte)random.Next(256)); break;
                case 2 when bent.Count > 0: bent[Math.Min(at, bent.Count - 1)] = (byte)random.Next(256); break;
                case 3 when bent.Count > 0: bent[Math.Min(at, bent.Count - 1)] ^= (byte)(1 << random.Next(8)); break;
                case 4: bent.RemoveRange(at, bent.Count - at); break;
                case 5: bent.InsertRange(at, bent.GetRange(0, Math.Min(bent.Count, random.Next(64)))); break;
            }

            if (random.Next(3) == 0) break;
        }

        return random.Next(12) == 0 ? bytes : [.. bent];
    }
}
