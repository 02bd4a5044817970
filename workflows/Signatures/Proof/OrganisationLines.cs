using System.Collections;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// Which signature stands on the list for its organisation when several people signed: the most open of theirs, of those the first.
/// Holds a bit for each of the organisations' rows; finds it in as many passes over them as the number of organisations asks for.
/// </summary>
/// <param name="rows">The organisations' rows in the order in which they are stored; the same each time.</param>
/// <param name="shared">Told of the organisations for which several people signed, some at a time.</param>
/// <param name="limit">Organisations held at a time.</param>
internal sealed class OrganisationLines(Func<IAsyncEnumerable<BookRow>> rows, Func<IReadOnlyList<SharedLine>, Task> shared, int limit = OrganisationLines.HeldAtOnce)
{
    public const int HeldAtOnce = 4_000;

    readonly BitArray lines = new(0);
    int read = -1, at;

    public static OrganisationLines None { get; } = new(AsyncEnumerable.Empty<BookRow>, _ => Task.CompletedTask) { read = 0 };

    public async Task ReadAsync()
    {
        var passes = new KeyPasses<Line>(limit);
        var partitions = new Dictionary<string, string>(StringComparer.Ordinal); // one text each, not one a row
        while (passes.Next())
        {
            var index = 0;
            await foreach (var row in rows())
            {
                var (own, place) = (Rank.Of(row), index++);
                if (!partitions.TryGetValue(row.Partition, out var partition)) partitions[row.Partition] = partition = row.Partition;
                passes.Add(KeyPasses<Line>.KeyOf(row.OrganisationKey), (line, isKnown) =>
                    !isKnown ? new(own, place, partition, false) : own.CompareTo(line.Rank) < 0 ? new(own, place, partition, true) : line with { IsShared = true });
            }
            Take(passes.Held, index);
            var told = passes.Held.Where(line => line.Value.IsShared).Chunk(100);
            foreach (var some in told) await shared([.. some.Select(line => new SharedLine(KeyText(line.Key), line.Value.Partition, line.Value.Rank.Id))]);
        }
    }

    void Take(Dictionary<UInt128, Line> held, int count)
    {
        if (read >= 0 && read != count) throw Changed();
        (read, lines.Length) = (count, count);
        foreach (var line in held.Values) lines[line.Place] = true;
    }

    /// <summary>Whether this row is a line. To be asked for all confirmed rows in their order.</summary>
    public bool IsLine(BookRow row)
    {
        if (row.Kind != SignatoryKind.Organisation) return true;
        return at < read ? lines[at++] : throw Changed();
    }

    /// <summary>That every row was asked for which was read.</summary>
    public void End()
    {
        if (at != read) throw Changed();
    }

    static InvalidOperationException Changed() => new("The rows changed while their list was sealed.");

    static string KeyText(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, key);
        return Storage.Base32.Encode(bytes);
    }

    public static BookRow First(BookRow a, BookRow b) => Rank.Of(a).CompareTo(Rank.Of(b)) <= 0 ? a : b;

    readonly record struct Line(Rank Rank, int Place, string Partition, bool IsShared);

    /// <summary>What decides who stands on the list.</summary>
    readonly record struct Rank(bool HasLeft, int Openness, long At, string Id) : IComparable<Rank>
    {
        // Who has left after the letters, or was erased, no longer speaks for the organisation.
        public static Rank Of(BookRow row) => new(row is { LeftAt: not null } or { ErasedAt: not null }, OpennessOf(row.Publication), row.ConfirmedAt!.Value.UtcTicks, row.Id);

        static int OpennessOf(Publication publication) => publication switch
        {
            Publication.Public => 0,
            Publication.AddresseeOnly => 1,
            Publication.Pseudonym => 2,
            _ => 3,
        };

        public int CompareTo(Rank other)
        {
            var order = (HasLeft, Openness, At).CompareTo((other.HasLeft, other.Openness, other.At));
            return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
        }
    }
}

/// <summary>The signature that stands for an organisation for which several people signed.</summary>
internal sealed record SharedLine(string OrganisationKey, string Partition, string Id);
