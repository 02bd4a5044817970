using System.Security.Cryptography;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Tests.Proof;

/// <summary>Sealing a list of any length in the same memory. Not beside other tests: they share the heap that is measured.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class StreamTests
{
    const string Id = "abcdefghijklmnop";
    static readonly DataKey Key = DataKey.Random();

    [Fact]
    public Task Root_and_count_of_more_individuals_take_the_same_memory() => CompareAsync(30_000);

    [Fact]
    [Trait("Category", "Long")]
    public Task Root_and_count_of_a_million_individuals_take_the_same_memory_too() => CompareAsync(1_000_000);

    static async Task CompareAsync(int many)
    {
        var few = await SealAsync(10_000);
        var all = await SealAsync(many);

        Assert.Equal((new Count(0, 2, 10_000), 10_000), (few.Frozen.Count, few.Frozen.List.Size));
        Assert.Equal((new Count(0, 2, many), many), (all.Frozen.Count, all.Frozen.List.Size));
        Assert.True(all.Peak < few.Peak + 1_000_000, $"alive at most with 10,000: {few.Peak:N0} bytes, with {many:N0}: {all.Peak:N0} bytes");
    }

    /// <summary>What is alive at most while the list is sealed, looked at after every 50th page.</summary>
    static async Task<(FrozenList Frozen, long Peak)> SealAsync(int size)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        var sealer = new ListSealer(Id, Key, OrganisationLines.None, page =>
        {
            if (page.Number % 50 == 9) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            return Task.CompletedTask;
        });
        return (await sealer.SealAsync(RowsAsync(size)), peak);
    }

    static async IAsyncEnumerable<BookRow> RowsAsync(int size)
    {
        await Task.Yield();
        for (var i = 0; i < size; i++)
        {
            var row = new BookRow(ShardKeys.Partition(Id, i / 10_000), Base32.Encode(SHA256.HashData(BitConverter.GetBytes(i)).AsSpan(0, 16)))
            {
                Kind = SignatoryKind.Individual,
                Country = i % 2 == 0 ? "NO" : "PL",
                State = SignatureState.Confirmed,
                TextHash = new string('a', 64),
                ConfirmedAt = DateTimeOffset.UnixEpoch.AddSeconds(i),
            };
            yield return row.WithDetails(Key, new("", $"Person {i}", "", $"person{i}@example.org"));
        }
    }
}
