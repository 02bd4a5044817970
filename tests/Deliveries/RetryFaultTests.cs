using Azure;
using Azure.Data.Tables;
using Campaigns.Deliveries;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Tests.Life;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Deliveries;

/// <summary>Letters and mails that are sent again while storage fails, call by call: whatever was cut off, the same order again, or a new look, mends it; and the journal says what was done.</summary>
[Collection(CampaignTests.Name)]
public sealed class RetryFaultTests(OwnAzurite azurite)
{
    const string Office = "minister@example.org";
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_it_is_cut_off_each_new_attempt_at_a_letter_is_in_the_journal_and_a_second_try_sends_it(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [] });
        await house.PassAsync(TimeSpan.FromMinutes(2));
        campaign = await house.ReadAsync(campaign.Id);
        var (retry, ledger) = (house.Office.Get<DeliveryRetry>(), house.Office.Get<LetterLedger>());
        var office = (await house.Store.AddresseeAsync(campaign, 1, Cancel))!.Email;
        var calls = 0;
        bool failed;
        do
        {
            var latest = (await ledger.FindAsync(campaign.Id, 1, 1, Cancel))!;
            await ledger.MoveAsync(latest.Letter(), LetterState.Bounced, "550", null, Cancel);
            var (key, before) = (new DeliveryKey(campaign.Id, Rows.Letter(1, 1), latest.Attempt), house.Office.Room.Messages.Find(office, null).Count);

            wire.FailAt(++calls, afterItsWork);
            await TryAsync(() => retry.ApplyAsync(campaign, [key], "they asked for it", "operator", Cancel));
            failed = wire.HasFailed;
            wire.Mend();
            await retry.ApplyAsync(campaign, [key], "they asked for it", "operator", Cancel);
            Assert.Equal((latest.Attempt + 1, latest.Attempt), await AttemptsAsync());

            if ((await ledger.FindAsync(campaign.Id, 1, 1, Cancel))!.StateNow() is LetterState.Claimed or LetterState.Unknown)
            {
                house.Office.Time.Advance(TimeSpan.FromMinutes(6));
                var again = Assert.Single(await retry.ApplyAsync(campaign, [key with { Version = key.Version + 1 }], "nobody knows", "operator", Cancel));
                Assert.Equal((null, "MayHaveArrived"), (again.Refusal, again.Line.Verdict.Why));
                Assert.Equal((latest.Attempt + 2, latest.Attempt + 1), await AttemptsAsync());
            }
            Assert.InRange(house.Office.Room.Messages.Find(office, null).Count - before, 1, 2);
            Assert.Equal("Changed", Assert.Single(await retry.ApplyAsync(campaign, [key], "once more", "operator", Cancel)).Refusal);
        } while (failed && calls < 50);
        Assert.InRange(calls, 4, 49);

        async Task<(int Attempt, int Said)> AttemptsAsync() =>
            ((await ledger.FindAsync(campaign.Id, 1, 1, Cancel))!.Attempt, (await house.JournalAsync(campaign.Id)).Count(what => what == "LetterSentAgain"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_it_is_cut_off_a_refused_invitation_is_written_anew_once_and_a_waiting_mail_is_not_left_waiting(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var campaign = await house.LaunchAsync(draft => draft with { Window = "P2D", Reminders = [] });
        await house.PassAsync(TimeSpan.FromMinutes(1));
        campaign = await house.ReadAsync(campaign.Id);
        var (retry, table, mail, waits) = (house.Office.Get<DeliveryRetry>(), house.Office.Tables.Campaigns, Rows.Mail(InvitationMail.Id(0, 1)), Rows.Outbox(InvitationMail.Id(0, 1)));
        var calls = 0;
        bool failed;
        do
        {
            var at = house.Now;
            await table.DeleteEntityAsync(campaign.Id, waits, ETag.All, Cancel);
            await table.UpsertEntityAsync(new TableEntity(campaign.Id, mail) { ["Kind"] = nameof(InvitationToSign), ["State"] = "Rejected", ["ChangedAt"] = at, ["Attempts"] = 1 }, TableUpdateMode.Replace, Cancel);
            var outbox = house.Office.Get<Outbox>().Add(await house.Office.Get<KeyRing>().GetAsync(campaign.Id, Cancel), campaign.Id, $"paused-{++calls}", Office, new CampaignCancelled("en", "Let him enter"));
            await table.SubmitTransactionAsync([outbox], Cancel);
            var paused = new TableEntity(campaign.Id, Rows.Outbox($"paused-{calls}")) { ["LeaseUntil"] = at.AddMinutes(9) };
            await table.UpdateEntityAsync(paused, ETag.All, TableUpdateMode.Merge, Cancel);
            DeliveryKey[] keys = [new(campaign.Id, mail, at.UtcTicks), new(campaign.Id, paused.RowKey, 0)];

            wire.FailAt(calls, afterItsWork);
            await TryAsync(() => retry.ApplyAsync(campaign, keys, "the key was wrong", "operator", Cancel));
            failed = wire.HasFailed;
            wire.Mend();
            await retry.ApplyAsync(campaign, keys, "the key was wrong", "operator", Cancel);

            Assert.Equal((false, true), (await IsThereAsync(mail), await IsThereAsync(waits)));
            Assert.True((await table.GetEntityAsync<TableEntity>(campaign.Id, paused.RowKey, cancellationToken: Cancel)).Value.GetDateTimeOffset("LeaseUntil") <= at);
            var journal = await house.JournalAsync(campaign.Id);
            Assert.Equal(calls, journal.Count(what => what == "InvitedAgain"));
            Assert.InRange(journal.Count(what => what == "MailTriedNow"), calls, 2 * calls);
            Assert.Equal(["Gone", "BeingSent"], (await retry.ApplyAsync(campaign, keys, "once more", "operator", Cancel)).Select(one => one.Refusal));
            house.Office.Time.Advance(TimeSpan.FromSeconds(1));
        } while (failed && calls < 50);
        Assert.InRange(calls, 4, 49);

        async Task<bool> IsThereAsync(string row) => (await table.GetEntityIfExistsAsync<TableEntity>(campaign.Id, row, cancellationToken: Cancel)).HasValue;
    }

    static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException) { }
    }
}
