using Azure.Data.Tables;
using Campaigns.Drafting;
using Campaigns.Storage;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Drafting;

/// <summary>A round on the real engine, in virtual time, and what is left of a draft afterwards.</summary>
[Collection(CampaignTests.Name)]
public sealed class DraftRoundTests(OwnAzurite azurite)
{
    [Fact]
    public async Task Reviewers_are_asked_reminded_once_and_the_round_ends_by_itself()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2; // as after a crash: nothing may happen twice
        var draft = await house.BeginRoundAsync(TimeSpan.FromHours(40));
        await house.PassAsync(TimeSpan.FromHours(20));
        Assert.Equal(1, await house.MailsAsync(draft, "ana@example.org", "Merci de lire le projet\u00A0: Let him enter"));
        await house.Office.Get<ReviewRoom>().JudgeAsync(house.Client, draft, 2, "", new("en", 1, 0, Approves: true, ""));

        await house.PassAsync(TimeSpan.FromHours(31));
        Assert.Equal(1, await house.MailsAsync(draft, "ana@example.org", "Rappel\u00A0: merci de lire le projet\u00A0: Let him enter"));
        Assert.Equal(0, await house.MailsAsync(draft, "jan@example.org", "Reminder: please read the draft: Let him enter"));

        await house.PassAsync(TimeSpan.FromHours(41));
        Assert.Equal(1, await house.MailsAsync(draft, "coordinator@example.org", "The round is over: Let him enter"));
        Assert.False((await house.Office.Get<DraftStore>().FindAsync(draft.Id))!.IsRoundOpen);
        Assert.Equal(1, await house.MailsAsync(draft, "ana@example.org", "Rappel\u00A0: merci de lire le projet\u00A0: Let him enter"));
    }

    [Fact]
    public async Task A_round_whose_orchestration_is_lost_is_begun_again_by_the_sweep()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var draft = await house.BeginRoundAsync(TimeSpan.FromHours(4));
        await house.LoseOrchestrationAsync($"{draft.Id}-draft-1");
        await house.PassAsync(TimeSpan.FromHours(5));
        Assert.True((await house.Office.Get<DraftStore>().FindAsync(draft.Id))!.IsRoundOpen);

        await house.Office.Get<DraftSweep>().RunAsync(house.Client);
        await house.PassAsync(TimeSpan.FromHours(6));

        Assert.False((await house.Office.Get<DraftStore>().FindAsync(draft.Id))!.IsRoundOpen);
    }

    [Fact]
    public async Task What_is_stored_of_a_draft_is_sealed_and_after_its_time_nothing_is_left()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var draft = await house.BeginRoundAsync(TimeSpan.FromHours(4));
        await house.Office.Get<ReviewRoom>().CommentAsync(draft, 1, "", "en", 1, 1, "One.", "A remark of Ana");
        var rows = await RowsAsync(house, draft.Id);
        Assert.True(rows.Count >= 5);
        foreach (var secret in new[] { "Let him enter", "Ana", "example.org", "One.", "A remark" })
            Assert.DoesNotContain(rows, row => row.Select(cell => cell.Value).OfType<string>().Any(text => text.Contains(secret, StringComparison.Ordinal))
                || row.Select(cell => cell.Value).OfType<byte[]>().Any(bytes => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0));

        await house.PassAsync(TimeSpan.FromDays(179));
        await house.Office.Get<DraftSweep>().RunAsync(house.Client);
        Assert.NotNull(await house.Office.Get<DraftStore>().FindAsync(draft.Id));
        await house.PassAsync(TimeSpan.FromDays(181));
        await house.Office.Get<DraftSweep>().RunAsync(house.Client);

        Assert.Empty(await RowsAsync(house, draft.Id));
        Assert.DoesNotContain(await house.Office.Get<DraftStore>().ListAsync(), one => one.Id == draft.Id);
    }

    static async Task<List<TableEntity>> RowsAsync(CampaignHouse house, string id) =>
        await house.Office.Tables.Campaigns.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}")).ToListAsync();
}
