using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

public sealed class LedgerTests(AzuriteFixture azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_claim_one_letter_one_gets_it()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, _) = await office.CampaignAsync();
        var ledger = office.Get<LetterLedger>();
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.ClaimAsync(new(campaign, 1, 1, 1), Cancel)));
        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task A_late_answer_does_not_undo_what_the_webhook_said()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, _) = await office.CampaignAsync();
        var key = new LetterKey(campaign, 1, 1, 1);
        var ledger = office.Get<LetterLedger>();
        await ledger.ClaimAsync(key, Cancel);
        await ledger.MoveAsync(key, LetterState.Delivered, null, null, Cancel);
        await ledger.MoveAsync(key, LetterState.Accepted, null, "message-1", Cancel);
        Assert.Equal(LetterState.Delivered, (await ledger.FindAsync(campaign, 1, 1, Cancel))!.StateNow());
    }

    [Fact]
    public async Task An_event_of_an_earlier_attempt_says_nothing_about_the_present_one()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, _) = await office.CampaignAsync();
        var ledger = office.Get<LetterLedger>();
        await ledger.ClaimAsync(new(campaign, 1, 1, 2), Cancel);
        await ledger.MoveAsync(new(campaign, 1, 1, 1), LetterState.Delivered, null, null, Cancel);
        Assert.Equal(LetterState.Claimed, (await ledger.FindAsync(campaign, 1, 1, Cancel))!.StateNow());
    }

    [Fact]
    public async Task A_claim_that_was_given_back_can_be_made_again()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, _) = await office.CampaignAsync();
        var ledger = office.Get<LetterLedger>();
        var claim = await ledger.ClaimAsync(new(campaign, 1, 1, 1), Cancel);
        await ledger.ReleaseAsync(claim!, Cancel);
        Assert.NotNull(await ledger.ClaimAsync(new(campaign, 1, 1, 1), Cancel));
    }

    [Fact]
    public async Task What_a_mail_server_or_a_person_says_of_a_letter_is_sealed()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, dataKey) = await office.CampaignAsync();
        var key = new LetterKey(campaign, 1, 1, 1);
        var ledger = office.Get<LetterLedger>();
        await ledger.ClaimAsync(key, Cancel);
        await ledger.MoveAsync(key, LetterState.Bounced, "550 <minister@example.org> is unknown", null, Cancel);

        var stored = (await office.Tables.Campaigns.GetEntityAsync<TableEntity>(campaign, Rows.Letter(1, 1), cancellationToken: Cancel)).Value;
        Assert.DoesNotContain(((IDictionary<string, object>)stored).Values, value => value is string text && text.Contains("minister", StringComparison.Ordinal));
        Assert.Equal("550 <minister@example.org> is unknown", (await ledger.FindAsync(campaign, 1, 1, Cancel))!.Reason(dataKey));
    }
}
