using System.Security.Cryptography;
using Campaigns.Signatures.Proof;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Proof;

public sealed class MerkleTests
{
    /// <summary>Computed apart from this code, by the recursive definition of RFC 6962: leaf i is the two bytes i mod 256, i div 256.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c")]
    [InlineData(2, "33b019d83ad6aa45cfbb815e6106347f7dc75a0f64cd461f0c3150192ec416c0")]
    [InlineData(3, "bf8740bcc6a49ec46544b94fcf891631e8dd339af77907fc0cbc4e9e65cf40cd")]
    [InlineData(5, "85d2d0b0b9514f186070d36c4b3a19aa1315df857f85ecaaaa3470bde6916586")]
    [InlineData(7, "ef63c6b77d3d819057b0725726f43e00c577f8dc22529e2f61ddde7173b57021")]
    [InlineData(1025, "55397626fa59597d5314ddf771bfc31aee057d7fd0284d74951ea417025957f4")]
    [InlineData(3000, "dc9aa4dc5c0688e657cf0ef8205afb03d41720afba1f62ced1f1e98e45e84069")]
    public void The_root_is_that_of_RFC_6962(int size, string root) => Assert.Equal(root, Hex(Merkle.Root(Leaves(size))));

    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(3000)]
    [InlineData(5121)]
    public void The_root_over_pages_is_the_root_over_leaves_and_so_are_the_paths(int size)
    {
        var leaves = Leaves(size);
        var pages = leaves.Chunk(LeafPage.Size).Select((page, number) => new LeafPage(number, "", page)).ToList();
        byte[][] roots = [.. pages.Select(page => page.Root)];

        Assert.Equal(Hex(Merkle.Root(leaves)), Hex(Merkle.Root(roots)));
        foreach (var index in new[] { 0, 1, 1023, size / 2, size - 1 })
        {
            var page = pages[index / LeafPage.Size];
            Assert.Equal(Merkle.Path(leaves, index).Select(Hex),
                Merkle.Path(page.Leaves, index % LeafPage.Size).Concat(Merkle.Path(roots, page.Number)).Select(Hex));
        }
    }

    [Fact]
    public void Every_leaf_of_every_tree_up_to_a_hundred_leaves_is_proven_at_its_place_only()
    {
        for (var size = 1; size <= 100; size++)
        {
            var leaves = Leaves(size);
            var root = Merkle.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = Merkle.Path(leaves, index);
                Assert.Equal(root, Merkle.Climb(leaves[index], index, size, path));
                Assert.NotEqual(root, Merkle.Climb(leaves[index], index ^ 1, size, path) ?? []);
                Assert.True(path.Count <= 7);
            }
        }
    }

    /// <summary>Wherever one bit of leaf or path is turned, or the path is one hash longer or shorter, it leads elsewhere.</summary>
    [Fact]
    public void A_changed_bit_never_proves_anything() => Prop.ForAll(
        Gen.Choose(1, 5_000).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (size, at, turned) =>
        {
            var leaves = Leaves(size);
            var (root, index) = (Merkle.Root(leaves), at % size);
            List<byte[]> chain = [leaves[index], .. Merkle.Path(leaves, index)];
            Assert.Equal(root, Merkle.Climb(chain[0], index, size, chain[1..]));
            Assert.Null(Merkle.Climb(chain[0], index, size, [.. chain[1..], new byte[32]]));
            if (chain.Count > 1) Assert.Null(Merkle.Climb(chain[0], index, size, chain[1..^1]));
            Assert.Null(Merkle.Climb(chain[0], size, size, chain[1..]));

            var hash = turned % chain.Count;
            chain[hash] = [.. chain[hash]];
            chain[hash][turned / 7 % 32] ^= (byte)(1 << (turned % 8));
            Assert.NotEqual(root, Merkle.Climb(chain[0], index, size, chain[1..])!);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_entry_s_leaf_is_what_the_published_format_says()
    {
        var entry = new ListEntry(new string('a', 64), "organisation", "Комитет “Freedom”, Kraków", "PL", "name-withheld", "2026-03-02T09:00:00Z");
        byte[] salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

        // Computed apart from this code.
        Assert.Equal("396398074dcc641ba793120b0066f8124ba01ad1dd23f1d5a2fbe13aad4c38ea", Hex(entry.Leaf("abcdefghijklmnop", salt)));
        ListEntry[] others =
        [
            entry with { Kind = "individual" }, entry with { Name = "Комитет “Freedom”, Krakow" }, entry with { Country = "PT" },
            entry with { Publication = "public" }, entry with { ConfirmedAt = "2026-03-02T09:00:01Z" }, entry with { TextHash = new string('b', 64) },
            entry with { Name = entry.Name + "PL", Country = "" },
        ];
        Assert.DoesNotContain(Hex(entry.Leaf("abcdefghijklmnop", salt)), others.Select(other => Hex(other.Leaf("abcdefghijklmnop", salt))));
        Assert.NotEqual(entry.Leaf("abcdefghijklmnop", salt), entry.Leaf("abcdefghijklmnoq", salt));
    }

    static byte[][] Leaves(int size) => [.. Enumerable.Range(0, size).Select(i => SHA256.HashData([0, (byte)(i % 256), (byte)(i / 256)]))];

    static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
