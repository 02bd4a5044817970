using System.Security.Cryptography;
using Campaigns.Privacy;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Privacy;

/// <summary>A purge that is cut off at any call to storage, before or after the call has done its work, ends when it runs again.</summary>
public sealed class PurgeFaultTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_call_it_ends_when_it_runs_again(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var office = await PostOffice.OpenAsync(azurite, storage: wire.Options());
        var ended = await EndedCampaign.MakeAsync(office);
        var calls = 0;
        do
        {
            await ended.PutBackAsync();
            wire.FailAt(++calls, afterItsWork);
            try
            {
                await ended.StepAsync<PurgeCampaign>();
            }
            catch (StepFailedException)
            {
                // as after a crash: the orchestration runs it again
            }
            wire.Mend();
            await ended.StepAsync<PurgeCampaign>();
            await ended.AssertNothingIsLeftAsync();
        } while (wire.HasFailed && calls < 200);
        Assert.InRange(calls, 15, 199); // every call was the one that failed, and then there was none left to fail
    }

    [Fact]
    public async Task What_was_copied_before_cannot_be_opened_afterwards_even_with_the_master_key()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var ended = await EndedCampaign.MakeAsync(office);
        var copy = (await ended.StoredAsync()).Select(stored => stored.Row).Where(row => row.RowKey != Rows.Key).ToList();
        var addressee = copy.Single(row => row.RowKey == Rows.Addressee(1));
        var before = await office.Get<KeyRing>().GetAsync(ended.Id);
        Assert.Equal("Minister", SealedRow.Open<Addressee>(addressee, before).Office);
        await ended.PutBackAsync();
        await ended.StepAsync<PurgeCampaign>();

        var keys = new KeyRing(office.Tables, office.Get<CampaignsOptions>(), office.Time); // the master key, in a process that never saw the campaign
        Assert.Null(await keys.FindAsync(ended.Id));
        Assert.Null(await office.Get<KeyRing>().FindAsync(ended.Id)); // nor does the one that did know it any more
        await Assert.ThrowsAsync<CryptographicException>(() => keys.GetAsync(ended.Id));
        Assert.ThrowsAny<CryptographicException>(() => SealedRow.Open<Addressee>(addressee, keys.Access));
    }

    [Fact]
    public async Task What_comes_late_leaves_no_words_behind()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var ended = await EndedCampaign.MakeAsync(office);
        await ended.PutBackAsync();
        await ended.StepAsync<PurgeCampaign>();
        var ledger = office.Get<Campaigns.Letters.LetterLedger>();
        await ledger.MoveAsync(new(ended.Id, 1, 1, 1), Campaigns.Letters.LetterState.Delivered, "by minister@example.org", null, default);
        await office.Get<CampaignWriter>().NoteAsync(ended.Id, JournalEntry.Of(office.Time.GetUtcNow(), "operator", "Retried") with { Note = "Hidden Speaker" });

        await ended.AssertNothingIsLeftAsync();
        Assert.Equal(1, (await ledger.CountAsync(await ended.NowAsync())).Bounced);
        Assert.Empty(await ledger.BoardAsync(await ended.NowAsync()));
    }
}
