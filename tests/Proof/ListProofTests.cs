using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Proof;

/// <summary>A list is frozen, and whoever signed can prove it, to anybody, and nobody else learns anything.</summary>
public sealed class ListProofTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Count_rows_letter_and_leaves_agree_and_every_receipt_holds()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        var requests = Enumerable.Range(1, 9).Select(BookHouse.Person).Concat(Enumerable.Range(20, 8).Select(i =>
            BookHouse.Organisation(i, i % 2 == 0 ? "PL" : "NO", (Publication)(i % 3)))).ToList();
        foreach (var request in requests) await house.SignAsync(open, request);
        await house.AskAsync(open, BookHouse.Person(30));
        var (campaign, frozen) = await FreezeAsync(house, open);

        Assert.Equal(new Count(8, 2, 9), frozen.Count);
        Assert.Equal(17, frozen.List.Size);
        Assert.Equal(17, (await house.Book.LetterListAsync(campaign)).Count);
        var lines = await house.Book.PublishedLinesAsync(campaign).ToListAsync();
        Assert.Equal(17, lines.Select(line => line.Leaf).Distinct().Count());
        Assert.Equal(frozen.List.Root, Convert.ToHexStringLower(Merkle.Root([.. lines.Select(line => Convert.FromHexString(line.Leaf))])));

        var verification = new Verification(house);
        var list = Published(campaign, lines);
        foreach (var request in requests)
        {
            var receipt = await ReceiptAsync(house, campaign, request);
            var findings = await verification.CheckAsync(receipt.ToJson(), list);
            Assert.Equal(["Whole", "Included", "RootKnown", "ListWhole", "LinesHold", "HasReceipt"], findings.All.Select(finding => finding.What));
            Assert.True(findings.Hold);
        }
        Assert.Null(await house.Book.ReceiptAsync(await house.TokenOfAsync(campaign, "person30@example.org")));
    }

    /// <summary>More than a page of leaves, more than a page of the storage's answers, and organisations among individuals.</summary>
    [Fact]
    public async Task A_long_list_is_proven_from_its_pages()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync(c => c with { Shards = 2 });
        var key = await house.Keys.GetAsync(open.Id);
        SignatureRequest[] all = [.. Enumerable.Range(1, 2_300).Select(BookHouse.Person), .. Enumerable.Range(1, 60).Select(i => BookHouse.Organisation(i) with { Organisation = $"House {i / 2}" })];
        foreach (var shard in all.Select(request => Confirmed(open, key, request)).GroupBy(row => row.Partition))
            foreach (var some in shard.Chunk(100))
                await house.Tables.Signatures.SubmitTransactionAsync(some.Select(row => row.Write()));
        var (campaign, frozen) = await FreezeAsync(house, open);

        Assert.Equal((new Count(31, 1, 2_300), 2_331), (frozen.Count, frozen.List.Size));
        Assert.Equal(2_331, (await house.Book.LetterListAsync(campaign)).Count);
        var lines = await house.NewBook().PublishedLinesAsync(campaign).ToListAsync();
        Assert.Equal(2_331, lines.Select(line => line.Name).Distinct().Count());
        var (verification, list) = (new Verification(house), Published(campaign, lines));
        foreach (var request in all.Where((_, i) => i % 100 == 7 || i >= 2_300).Append(all[0]))
            Assert.True((await verification.CheckAsync((await ReceiptAsync(house, campaign, request)).ToJson(), list)).Hold);
    }

    static BookRow Confirmed(Campaign campaign, DataKey key, SignatureRequest request)
    {
        var id = key.Hash("address", request.Email);
        return new BookRow(ShardKeys.PartitionOf(campaign, id), id)
        {
            Kind = request.Kind,
            Country = request.Country,
            Publication = request.Publication,
            Language = request.Language,
            State = SignatureState.Confirmed,
            TextHash = campaign.TextHash,
            RequestedAt = BookHouse.Start,
            AskedAt = BookHouse.Start,
            ConfirmedAt = BookHouse.Start.AddMinutes(1),
        }.WithDetails(key, new(request.Organisation, request.Name, request.Role, request.Email));
    }

    [Fact]
    public async Task Freezing_again_and_reading_in_another_process_gives_the_same_list()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        for (var i = 1; i <= 5; i++) await house.SignAsync(open, BookHouse.Person(i));
        var (campaign, frozen) = await FreezeAsync(house, open);

        Assert.Equal(frozen, await house.NewBook().FreezeAsync(campaign));
        Assert.Equal(await house.Book.PublishedLinesAsync(campaign).ToListAsync(), await house.NewBook().PublishedLinesAsync(campaign).ToListAsync());
    }

    [Fact]
    public async Task An_empty_list_has_the_root_of_nothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (campaign, frozen) = await FreezeAsync(house, await house.OpenAsync());

        Assert.Equal(new ListSeal(Convert.ToHexStringLower(Merkle.Empty), 0), frozen.List);
        Assert.Empty(await house.Book.PublishedLinesAsync(campaign).ToListAsync());
    }

    [Fact]
    public async Task Two_representatives_of_one_organisation_prove_the_same_line()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        var first = BookHouse.Organisation(1) with { Organisation = "Committee for  Free Travel", Publication = Publication.NameWithheld };
        var second = BookHouse.Organisation(2) with { Organisation = "COMMITTEE “for free travel”." };
        foreach (var request in new[] { first, BookHouse.Person(3), second }) await house.SignAsync(open, request);
        var (campaign, frozen) = await FreezeAsync(house, open);

        Assert.Equal((new Count(1, 1, 1), 2), (frozen.Count, frozen.List.Size));
        var receipts = new[] { await ReceiptAsync(house, campaign, first), await ReceiptAsync(house, campaign, second) };
        Assert.Equal(receipts[0].Entry, receipts[1].Entry);
        Assert.Equal((receipts[0].Proof!.Leaf, receipts[0].Proof!.Index), (receipts[1].Proof!.Leaf, receipts[1].Proof!.Index));
        Assert.Equal(("COMMITTEE “for free travel”.", "public"), (receipts[0].Entry.Name, receipts[0].Entry.Publication));
        foreach (var receipt in receipts)
        {
            Assert.True((await new Verification(house).CheckAsync(receipt.ToJson(), "")).Hold);
            Assert.DoesNotContain("Speaker", receipt.ToJson(), StringComparison.Ordinal); // neither learns who the other is
            Assert.DoesNotContain("@", receipt.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_withheld_is_a_leaf_and_a_country_and_who_withdrew_is_nothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        await house.SignAsync(open, BookHouse.Organisation(1, "BY", Publication.NameWithheld));
        await house.SignAsync(open, BookHouse.Organisation(2, "AM", Publication.AddresseeOnly));
        await house.SignAsync(open, BookHouse.Organisation(3, "NO"));
        await house.SignAsync(open, BookHouse.Person(4));
        await house.Book.WithdrawAsync(await house.TokenOfAsync(open, "person4@example.org"));
        var (campaign, frozen) = await FreezeAsync(house, open);

        var lines = await house.Book.PublishedLinesAsync(campaign).ToListAsync();
        var text = Published(campaign, lines);
        Assert.Equal(new Count(3, 3, 0), frozen.Count);
        Assert.Equal(["AM", "BY", "NO"], lines.Select(line => line.Country).Order());
        Assert.Equal("Committee 3", Assert.Single(lines, line => line.Name is not null).Name);
        Assert.All(lines.Where(line => line.Country != "NO"), line => Assert.Equal((null, null, null), (line.Name, line.Salt, line.ConfirmedAt)));
        foreach (var hidden in new[] { "Committee 1", "Committee 2", "Speaker", "Person 4", "name-withheld", "addressee-only" })
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        Assert.Null(await house.Book.ReceiptAsync(await house.TokenOfAsync(campaign, "person4@example.org")));
    }

    [Fact]
    public async Task Before_the_freeze_a_receipt_says_what_was_signed_and_that_the_proof_comes_later()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Person(1));

        var receipt = await ReceiptAsync(house, campaign, BookHouse.Person(1));

        Assert.Equal(new ListEntry(campaign.TextHash, "individual", "Person 1", "NO", "public", "2026-03-02T09:00:00Z"), receipt.Entry);
        Assert.Null(receipt.Proof);
        Assert.Equal(["NoProof"], (await new Verification(house).CheckAsync(receipt.ToJson(), "")).All.Select(finding => finding.What));
        Assert.Empty(await house.Book.PublishedLinesAsync(campaign).ToListAsync());
    }

    [Fact]
    public async Task A_whole_receipt_is_held_against_the_campaign_as_it_is()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        await house.SignAsync(open, BookHouse.Person(1));
        var (campaign, _) = await FreezeAsync(house, open);
        var receipt = (await ReceiptAsync(house, campaign, BookHouse.Person(1))).ToJson();

        foreach (var (what, now) in new[]
        {
            ("TextOther", campaign with { TextHash = new string('b', 64) }), ("RootOther", campaign with { List = new(new string('b', 64), 1) }),
            ("NotClosed", campaign with { List = null }),
        })
        {
            house.Now(now);
            Assert.Equal([what], (await new Verification(house).CheckAsync(receipt, "")).All.Where(finding => !finding.Holds).Select(finding => finding.What));
        }
        var elsewhere = await new Verification(await BookHouse.BuildAsync(azurite)).CheckAsync(receipt, "");
        Assert.Equal(["Whole", "Included", "NoCampaign"], elsewhere.All.Select(finding => finding.What));
    }

    [Fact]
    public async Task When_the_key_is_destroyed_the_root_and_the_receipts_that_people_kept_still_hold()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        foreach (var request in new[] { BookHouse.Person(1), BookHouse.Organisation(2, "BY", Publication.NameWithheld) }) await house.SignAsync(open, request);
        var (campaign, frozen) = await FreezeAsync(house, open);
        var kept = await ReceiptAsync(house, campaign, BookHouse.Organisation(2));

        await house.Tables.Campaigns.DeleteEntityAsync(campaign.Id, Rows.Key);
        var afterwards = house.NewBook();

        Assert.True((await new Verification(house).CheckAsync(kept.ToJson(), "")).Hold);
        Assert.Null(await afterwards.ReceiptAsync(await house.TokenOfAsync(campaign, "person1@example.org"))); // this house still has the key in its cache
        var lines = await afterwards.PublishedLinesAsync(campaign).ToListAsync();
        Assert.All(lines, line => Assert.Equal(new PublishedLine(line.Leaf), line));
        Assert.Equal(["ListWhole", "LinesHold", "RootKnown"],
            (await new Verification(house).CheckAsync("", Published(campaign, lines))).All.Where(finding => finding.Holds).Select(finding => finding.What));
        Assert.Equal(2, frozen.List.Size);
    }

    [Fact]
    public async Task Whose_row_is_erased_stays_as_a_leaf_so_that_the_list_is_whole()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        for (var i = 1; i <= 4; i++) await house.SignAsync(open, BookHouse.Person(i));
        var (campaign, _) = await FreezeAsync(house, open);
        var kept = await ReceiptAsync(house, campaign, BookHouse.Person(2));

        var gone = (await house.RowsAsync(campaign)).First(row => row.RowKey.StartsWith(Rows.Signatures, StringComparison.Ordinal)
            && BookRow.Read(row).Details(house.Keys.GetAsync(campaign.Id).Result).Name == "Person 2");
        await house.Tables.Signatures.DeleteEntityAsync(gone.PartitionKey, gone.RowKey);
        var lines = await house.Book.PublishedLinesAsync(campaign).ToListAsync();

        Assert.Equal(["Person 1", "Person 3", "Person 4"], lines.Select(line => line.Name).OfType<string>().Order());
        Assert.True((await new Verification(house).CheckAsync(kept.ToJson(), Published(campaign, lines))).Hold);
    }

    [Fact]
    public async Task A_row_that_somebody_changed_after_the_freeze_proves_nothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        for (var i = 1; i <= 3; i++) await house.SignAsync(open, BookHouse.Person(i));
        var (campaign, _) = await FreezeAsync(house, open);
        foreach (var row in (await house.RowsAsync(campaign)).Where(row => row.RowKey.StartsWith(Rows.Signatures, StringComparison.Ordinal)))
        {
            row["Country"] = "SE";
            await house.Tables.Signatures.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge);
        }

        Assert.Null((await ReceiptAsync(house, campaign, BookHouse.Person(1))).Proof);
        var lines = await house.Book.PublishedLinesAsync(campaign).ToListAsync();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Null(line.Name));
    }

    internal static async Task<(Campaign Campaign, FrozenList Frozen)> FreezeAsync(BookHouse house, Campaign open)
    {
        var frozen = await house.Book.FreezeAsync(open);
        return (house.Now(open with { Phase = Phase.Dispatching, FinalCount = frozen.Count, List = frozen.List }), frozen);
    }

    internal static async Task<Receipt> ReceiptAsync(BookHouse house, Campaign campaign, SignatureRequest who) =>
        (await house.Book.ReceiptAsync(await house.TokenOfAsync(campaign, who.Email)))!;

    internal static string Published(Campaign campaign, IReadOnlyList<PublishedLine> lines) => JsonSerializer.Serialize(
        new PublishedList(PublishedList.Format1, campaign.Id, campaign.Title, campaign.TextHash, campaign.List!.Root, campaign.List.Size, lines), ProofJson.Written);
}
