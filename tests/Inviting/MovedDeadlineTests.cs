using Campaigns.Invitations;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Inviting;

/// <summary>Whom a moved deadline is told, and that nobody is told twice of the same move.</summary>
[Collection(CampaignTests.Name)]
public sealed class MovedDeadlineTests(OwnAzurite azurite)
{
    const string Later = "More time to sign";
    const string Earlier = "Less time to sign";

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Whoever_signed_asked_or_was_invited_is_told_once_and_nobody_else()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await OpenAsync(house, 5);
        await house.SignAsync(campaign, 1);
        await house.Book.DeclineAsync(await TokenAsync(house, campaign, 2));
        await house.SignAsync(campaign, 3);
        await house.Book.WithdrawAsync(await TokenAsync(house, campaign, 3));
        await AskAsync(house, campaign, "guest@example.org", "fr", "NP");
        await AskAsync(house, campaign, "person4@example.org", "en", "NO"); // invited, and came by the public page

        await house.PassAsync(Hour);
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9))));
        await house.PassAsync(Hour * 1.5);

        await house.MailsAsync(campaign, "");
        Assert.Equal([1, 0, 0, 1, 1], Enumerable.Range(1, 5).Select(n => house.Office.Room.Messages.Find($"person{n}@example.org", Later).Count));
        var french = Assert.Single(house.Office.Room.Messages.Find("guest@example.org", "Plus de temps"));
        Assert.Contains("(Vienna, UTC+", french.Text, StringComparison.Ordinal);
        Assert.Contains("Kathmandu, UTC+05:45", french.Text, StringComparison.Ordinal);
        Assert.Contains("n’avez pas encore confirmé", french.Text, StringComparison.Ordinal);
        Assert.Contains("your signature stands", house.Office.Room.Messages.Find("person1@example.org", Later).Single().Text, StringComparison.Ordinal);
        Assert.Contains("We have no answer from you yet", house.Office.Room.Messages.Find("person5@example.org", Later).Single().Text, StringComparison.Ordinal);
        Assert.Equal(["4"], (await house.Store.JournalAsync(campaign.Id)).Single(entry => entry.What == "DeadlineTold").Arguments);
    }

    [Fact]
    public async Task Of_several_moves_that_nobody_was_told_of_only_the_last_is_told()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, 2);
        await house.SignAsync(campaign, 1);
        await house.PassAsync(Hour);
        house.Failure = name => name == nameof(TellDeadline) ? new StepFailedException("storage answered 503") : null;
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9)));
        await house.PassAsync(Hour * 1.2);
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(4)));
        await house.PassAsync(Hour * 1.4);
        house.Failure = _ => null;
        await house.PassAsync(Hour * 2);

        Assert.Equal((0, 0, 1, 1), (await house.MailsAsync(campaign, "person1@example.org", Later), await house.MailsAsync(campaign, "person2@example.org", Later),
            await house.MailsAsync(campaign, "person1@example.org", Earlier), await house.MailsAsync(campaign, "person2@example.org", Earlier)));
        Assert.Equal((2, house.Start.AddHours(6)), ((await house.ReadAsync(campaign.Id)).Move!.Number, (await house.ReadAsync(campaign.Id)).Move!.From));
    }

    [Fact]
    public async Task A_move_and_back_again_is_told_only_to_those_who_were_told_of_the_first()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await StillAsync(house, 60);
        var mail = house.Office.Get<InvitationMail>();
        var before = campaign.ClosesAt!.Value;
        var there = new DeadlineMove(1, before, before.AddHours(2), house.Now);
        var looks = 0;
        Assert.Equal(60, await mail.TellDeadlineAsync(campaign, there, () => Task.FromResult(++looks <= 2))); // the book, then the first fifty

        await mail.TellDeadlineAsync(campaign, new(2, before, before, house.Now), Always);

        Assert.Equal((1, 1), (await house.MailsAsync(campaign, "person1@example.org", Later), await house.MailsAsync(campaign, "person1@example.org", Earlier)));
        Assert.Equal((0, 0), (await house.MailsAsync(campaign, "person60@example.org", Later), await house.MailsAsync(campaign, "person60@example.org", Earlier)));
    }

    [Fact]
    public async Task A_crash_between_two_writes_and_runs_at_once_tell_nobody_twice_and_leave_nobody_out()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await StillAsync(house, 120);
        await house.Book.OpenAsync(campaign);
        for (var n = 1; n <= 10; n++) await house.SignAsync(campaign, n);
        house.Office.Time.SetUtcNow(house.Now + Hour);
        var move = new DeadlineMove(1, campaign.ClosesAt, campaign.ClosesAt!.Value.AddHours(2), house.Now);
        var mail = house.Office.Get<InvitationMail>();
        foreach (var dies in new[] { 1, 2, 3 })
        {
            var looks = 0;
            await Assert.ThrowsAsync<OperationCanceledException>(() =>
                mail.TellDeadlineAsync(campaign, move, () => ++looks == dies ? throw new OperationCanceledException() : Task.FromResult(true)));
        }

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => mail.TellDeadlineAsync(campaign, move, Always))), told => Assert.Equal(120, told));

        await house.MailsAsync(campaign, "");
        Assert.All(Enumerable.Range(1, 120), n => Assert.Single(house.Office.Room.Messages.Find($"person{n}@example.org", Later)));
    }

    [Fact]
    public async Task Who_was_told_and_asks_again_is_not_told_again_and_who_asks_after_the_move_knows()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, 1);
        await AskAsync(house, campaign, "early@example.org", "en", "NO");
        await house.PassAsync(Hour);
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9)));
        await house.PassAsync(Hour * 1.1);
        var move = (campaign = await house.ReadAsync(campaign.Id)).Move!;
        await AskAsync(house, campaign, "early@example.org", "en", "NO");
        await AskAsync(house, campaign, "late@example.org", "en", "NO");
        await house.Office.Get<InvitationMail>().TellDeadlineAsync(campaign, move, Always);

        Assert.Equal((1, 0), (await house.MailsAsync(campaign, "early@example.org", Later), await house.MailsAsync(campaign, "late@example.org", Later)));
    }

    [Fact]
    public async Task What_nobody_could_be_told_while_it_mattered_is_not_told_any_more()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, 1);
        await house.PassAsync(Hour);
        house.Failure = name => name == nameof(TellDeadline) ? new StepFailedException("storage answered 503") : null;
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(1.2)));
        await house.PassAsync(Hour * 2);
        house.Failure = _ => null;
        await house.PassAsync(Hour * 4);

        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Equal(0, await house.MailsAsync(campaign, "person1@example.org", Earlier));
        Assert.DoesNotContain("DeadlineTold", await house.JournalAsync(campaign.Id));
    }

    [Fact]
    public async Task Before_the_opening_nobody_is_told()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddHours(1), Reminders = [] });
        await house.PassAsync(Hour / 2);
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9)));
        await house.PassAsync(Hour * 2);

        Assert.Null((await house.ReadAsync(campaign.Id)).Move);
        Assert.Equal(1, await house.MailsAsync(campaign, "person1@example.org"));
    }

    static Task<bool> Always() => Task.FromResult(true);

    static async Task<Campaign> OpenAsync(CampaignHouse house, int people)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Invitations = [.. Stories.People(people)], Reminders = [] });
        await house.PassAsync(TimeSpan.FromMinutes(5));
        return await house.ReadAsync(campaign.Id);
    }

    /// <summary>Open and invited, without an orchestration: the test runs the steps.</summary>
    static async Task<Campaign> StillAsync(CampaignHouse house, int people)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Invitations = [.. Stories.People(people)], Reminders = [] }, new DeafClient(house.Client, losesStarts: true));
        await house.Office.Get<OpenCampaign>().RunAsync(null!, new(campaign.Id, 0));
        campaign = await house.ReadAsync(campaign.Id);
        await house.Office.Get<InvitationMail>().InviteAsync(campaign);
        return campaign;
    }

    static async Task<string> TokenAsync(CampaignHouse house, Campaign campaign, int number) =>
        (await house.Book.InvitationPathAsync(campaign, (await house.Store.InvitationAsync(campaign, number))!))["/sign/".Length..];

    static Task AskAsync(CampaignHouse house, Campaign campaign, string email, string language, string country) => house.Book.RequestAsync(
        campaign, new(SignatoryKind.Organisation, $"House of {email}", country, "Ana Example", "", email, Publication.Public, language));
}
