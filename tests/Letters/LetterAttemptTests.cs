using Campaigns.Letters;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

/// <summary>One attempt after the other: at most one under way, none forgotten.</summary>
public sealed class LetterAttemptTests(AzuriteFixture azurite)
{
    static readonly LetterSeal Seal = new("pdf", "words");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_claim_the_next_attempt_one_gets_it_and_the_one_before_is_kept()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (latest, key) = await BouncedAsync(office);
        var attempts = office.Get<LetterAttempts>();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => attempts.ClaimAsync(latest, LetterState.Bounced, $"other{n}@example.org", "moved", Seal, Cancel)));

        var claim = Assert.Single(claims, one => one is not null)!;
        Assert.Equal((2, LetterState.Claimed, "moved", "pdf"), (claim.Attempt, claim.StateNow(), claim.Reason(key), claim.PdfHash));
        var earlier = Assert.Single(await attempts.EarlierAsync(latest.PartitionKey, Cancel));
        Assert.Equal((1, LetterState.Bounced, "550 no such office"), (earlier.Attempt, earlier.StateNow(), earlier.Reason(key)));
    }

    [Fact]
    public async Task What_is_told_of_an_earlier_attempt_moves_that_one_only()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (latest, _) = await BouncedAsync(office, LetterState.Unknown);
        var (attempts, ledger) = (office.Get<LetterAttempts>(), office.Get<LetterLedger>());
        await attempts.ClaimAsync(latest, LetterState.Unknown, null, "never heard of it", Seal, Cancel);

        await ledger.MoveAsync(latest.Letter(), LetterState.Delivered, null, null, Cancel);
        await ledger.MoveAsync(latest.Letter() with { Attempt = 3 }, LetterState.Delivered, null, null, Cancel);

        Assert.Equal(LetterState.Delivered, Assert.Single(await attempts.EarlierAsync(latest.PartitionKey, Cancel)).StateNow());
        Assert.Equal((2, LetterState.Claimed), await NowAsync(ledger, latest));
    }

    [Fact]
    public async Task A_claim_that_was_given_back_leaves_the_attempt_before_it_as_it_was()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (latest, key) = await BouncedAsync(office);
        var (attempts, ledger) = (office.Get<LetterAttempts>(), office.Get<LetterLedger>());
        var claim = await attempts.ClaimAsync(latest, LetterState.Bounced, "other@example.org", null, Seal, Cancel);

        await attempts.ReleaseAsync(claim!, Cancel);

        var row = (await ledger.FindAsync(latest.PartitionKey, 1, 1, Cancel))!;
        Assert.Equal((1, LetterState.Bounced, "550 no such office", null), (row.Attempt, row.StateNow(), row.Reason(key), row.Address(key)));
        Assert.Empty(await attempts.EarlierAsync(latest.PartitionKey, Cancel));
        Assert.NotNull(await attempts.ClaimAsync(row, LetterState.Bounced, "other@example.org", null, Seal, Cancel));
    }

    [Fact]
    public async Task Storage_that_forgets_a_claim_does_not_have_the_letter_sent_twice()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (latest, _) = await BouncedAsync(office);
        var (attempts, ledger) = (office.Get<LetterAttempts>(), office.Get<LetterLedger>());
        await attempts.ClaimAsync(latest, LetterState.Bounced, "other@example.org", null, Seal, Cancel);
        await office.Tables.Campaigns.DeleteEntityAsync(latest.PartitionKey, Rows.Attempt(1, 1, 1), cancellationToken: Cancel);
        await office.Tables.Campaigns.UpdateEntityAsync(latest, Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Replace, Cancel);

        var again = (await ledger.FindAsync(latest.PartitionKey, 1, 1, Cancel))!;
        Assert.Null(await attempts.ClaimAsync(again, LetterState.Bounced, "other@example.org", null, Seal, Cancel));
        Assert.Equal((2, LetterState.Unknown), await NowAsync(ledger, latest));
    }

    static async Task<(LedgerRow Latest, DataKey Key)> BouncedAsync(PostOffice office, LetterState state = LetterState.Bounced)
    {
        var (campaign, key) = await office.CampaignAsync();
        var ledger = office.Get<LetterLedger>();
        await ledger.ClaimAsync(new(campaign, 1, 1, 1), Cancel);
        await ledger.MoveAsync(new(campaign, 1, 1, 1), state, "550 no such office", null, Cancel);
        return ((await ledger.FindAsync(campaign, 1, 1, Cancel))!, key);
    }

    static async Task<(int, LetterState)> NowAsync(LetterLedger ledger, LedgerRow letter)
    {
        var row = (await ledger.FindAsync(letter.PartitionKey, 1, 1, Cancel))!;
        return (row.Attempt, row.StateNow());
    }
}
