using Azure;
using Campaigns.Storage;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Life;

/// <summary>Letters that need two people, on storage, in virtual time.</summary>
[Collection(CampaignTests.Name)]
public sealed class SecondPersonWholeTests(OwnAzurite azurite)
{
    const string Kari = "coordinator@example.org", Ole = "ole@example.org", Eva = "eva@example.org";

    static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    [Fact] // It closes at night, and nobody looks.
    public async Task At_the_close_the_others_are_asked_and_reminded_once_each_and_nothing_leaves_until_one_approves()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await house.LaunchAsync(draft => draft with { SecondApproval = true });
        await house.PassAsync(Hours(6.5));
        Assert.Equal((1, 1, 0), (await AskedAsync(Ole), await AskedAsync(Eva), await AskedAsync(Kari)));
        Assert.Equal(1, await house.MailsAsync(campaign, Kari, "The letters wait for a second person: Let him enter"));
        await house.PassAsync(Hours(12.5));
        await house.PassAsync(Hours(31));
        Assert.Equal(2, await house.MailsAsync(campaign, Ole, "Still waiting for approval: Let him enter"));
        Assert.Equal((1, 0), (await AskedAsync(Ole), await house.MailsAsync(campaign, "minister@example.org")));

        Assert.Equal("SamePerson", await house.ApproveAsync(campaign.Id, Kari));
        Assert.Equal("NotAnApprover", await house.ApproveAsync(campaign.Id, "operator@example.org"));
        Assert.Null(await house.ApproveAsync(campaign.Id, Ole));
        await house.PassAsync(Hours(32));
        Assert.Equal((Phase.Dispatched, 1), ((await house.ReadAsync(campaign.Id)).Phase, await house.MailsAsync(campaign, "minister@example.org")));
        var journal = (await house.JournalAsync(campaign.Id)).ToList();
        Assert.Equal(["SecondAskedByRule", "ApproversReminded", "ApproversReminded", "SecondApproved", "DispatchBegun"], journal[(journal.IndexOf("Closed") + 1)..(journal.IndexOf("DispatchBegun") + 1)]);

        Task<int> AskedAsync(string to) => house.MailsAsync(campaign, to, "Please approve the letters: Let him enter");
    }

    [Fact]
    public async Task Who_asked_is_sealed_and_goes_with_the_purge()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { SecondApproval = true, Approval = ApprovalRule.Always });
        await house.PassAsync(Hours(7));
        Assert.Null(await house.AskAsync(campaign.Id, Eva));
        Assert.Null(await house.ApproveAsync(campaign.Id, Ole));
        await house.PassAsync(Hours(8));
        var row = await RowAsync();
        Assert.DoesNotContain("@example.org", row, StringComparison.Ordinal);
        var key = await house.Office.Get<KeyRing>().GetAsync(campaign.Id);
        var held = (await house.ReadAsync(campaign.Id)).ApprovalRequest!;
        Assert.Equal((Eva, Ole), (held.By.Address(key, campaign.Id), held.ApprovedBy!.Address(key, campaign.Id)));

        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger")));
        await house.PassAsync(Hours(9));
        var purged = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Archived, null, null), (purged.Phase, purged.ApprovalRequest, purged.LaunchedBy));

        async Task<string> RowAsync() => (await house.Office.Tables.Campaigns.GetEntityAsync<Azure.Data.Tables.TableEntity>(campaign.Id, Rows.Campaign)).Value.GetString("State")!;
    }

    [Fact] // The letterhead of the settings is another one after a restart; an addressee is another one than was asked for.
    public async Task Other_letters_than_were_asked_for_cannot_be_approved()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { SecondApproval = true });
        await house.PassAsync(Hours(7));
        var options = house.Office.Get<CampaignsOptions>();
        var marks = new HashSet<string> { await MarkAsync() };
        foreach (var change in new Action[] { () => options.LetterheadName = "Others", () => options.LetterheadContact = "1 Example Street", () => options.MailFromName = "Others" })
        {
            change();
            Assert.True(marks.Add(await MarkAsync()));
            Assert.Equal("LettersChanged", await house.ApproveAsync(campaign.Id, Ole));
        }
        Assert.Equal(Phase.Approval, (await house.ReadAsync(campaign.Id)).Phase);

        Task<string> MarkAsync() => house.Office.Get<LettersMark>().OfAsync(campaign);
    }

    [Theory] // Any call to storage fails, before or after it has done its work, and the person presses the button again.
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_it_is_cut_off_it_is_asked_for_once_and_everybody_is_told_once(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var calls = 0;
        do
        {
            var campaign = await house.LaunchAsync(draft => draft with { Title = $"Cut {++calls}", Window = "PT1M", SecondApproval = true, Approval = ApprovalRule.Always, Reminders = [], Invitations = [] });
            await house.PassAsync(house.Now - house.Start + TimeSpan.FromMinutes(2));
            wire.FailAt(calls, afterItsWork);
            try
            {
                await house.AskAsync(campaign.Id, Kari);
            }
            catch (RequestFailedException) { } // the page says that something came in between
            wire.Mend();
            Assert.Null(await house.AskAsync(campaign.Id, Kari));
            Assert.Equal((1, 1), ((await house.ReadAsync(campaign.Id)).ApprovalRequests, (await house.JournalAsync(campaign.Id)).Count(what => what == "SecondAsked")));
            Assert.Equal((1, 1, 0), (await ToAsync(Ole), await ToAsync(Eva), await ToAsync(Kari)));

            Task<int> ToAsync(string to) => house.MailsAsync(campaign, to, $"Please approve the letters: Cut {calls}");
        } while (wire.HasFailed && calls < 100);
        Assert.InRange(calls, 5, 99);
    }
}
