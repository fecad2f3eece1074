using System.Globalization;
using System.Text;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Delivery;

/// <summary>
/// What one writer put into one log, in its order, and what must come of it in the files: every acknowledged record
/// once, no other record twice, all in order.
/// </summary>
internal sealed class DeliveryHistory(string name)
{
    private readonly HashSet<int> _acknowledged = [];
    private int _next;

    public string Name => name;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>
    /// The next records, each a line with this history's name and its number, of very different lengths.
    /// </summary>
    public (int First, List<byte[]> Records) Next(Random random)
    {
        var first = _next;
        var records = new List<byte[]>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var filling = new string('.', random.Next(random.Next(10) == 0 ? 3000 : 60));
            records.Add(Encoding.ASCII.GetBytes($"{name} {_next++} {filling}\n"));
        }

        return (first, records);
    }

    public void Acknowledge(int first, int count) => _acknowledged.UnionWith(Enumerable.Range(first, count));

    /// <summary>Whether every acknowledged record is in a file; with no regard to anything else.</summary>
    public bool IsComplete(SimulatedObjectStore objects) => _acknowledged.IsSubsetOf(Delivered(objects).SelectMany(file => file));

    public void Check(SimulatedObjectStore objects)
    {
        // Files of one log do not overlap, so that their first records put them in order.
        var all = Delivered(objects).OrderBy(file => file[0]).SelectMany(file => file).ToList();
        for (var i = 1; i < all.Count; i++) all[i].ShouldBeGreaterThan(all[i - 1], $"{name}: twice, or out of order");
        if (all.Count > 0) all[^1].ShouldBeLessThan(_next);
    }

    private IEnumerable<List<int>> Delivered(SimulatedObjectStore objects) => objects.Objects.Values
        .Select(bytes => Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(lines => lines
            .Select(line => line.Split(' '))
            .Where(words => words[0] == name)
            .Select(words => int.Parse(words[1], CultureInfo.InvariantCulture))
            .ToList())
        .Where(file => file.Count > 0);
}
