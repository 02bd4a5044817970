using Campaigns.Letters;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Whole;

/// <summary>Rounds of letters on the real engine, with everything run twice, and people who sign and withdraw in between.</summary>
[Collection(CampaignTests.Name)]
public sealed class RoundsTests(OwnAzurite azurite)
{
    static readonly Addressee[] Offices = [.. Enumerable.Range(1, 3).Select(n => new Addressee(n, $"Office {n}", "Body", "AT", $"office{n}@example.org", "en", "Dear Office,"))];

    [Fact]
    public async Task Each_round_carries_the_list_as_it_stood_and_nobody_gets_a_letter_twice()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await LaunchAsync(house);
        await house.PassAsync(TimeSpan.FromMinutes(10));
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2);
        await house.PassAsync(TimeSpan.FromMinutes(61));
        var first = (await house.ReadAsync(campaign.Id)).Rounds[0];
        Assert.Equal((2, 2, Phase.Open), (first.Count!.Organisations, first.List!.Size, (await house.ReadAsync(campaign.Id)).Phase));
        Assert.Equal((1, 1, 0), Got(house));

        await house.SignAsync(campaign, 3);
        await house.Book.WithdrawAsync((await house.Book.InvitationPathAsync(campaign, (await house.Store.InvitationAsync(campaign, 1))!))["/sign/".Length..]);
        await house.PassAsync(TimeSpan.FromMinutes(121));
        var two = (await house.ReadAsync(campaign.Id)).Rounds;
        Assert.Equal((first.List, first.SentAt, 2), (two[0].List, two[0].SentAt, two[1].Count!.Organisations)); // 2 and 3; the first list is what it was
        Assert.NotEqual(first.List.Root, two[1].List!.Root);
        Assert.Equal((1, 2, 1), Got(house));

        await house.SignAsync(campaign, 1); // thought better of it
        await house.PassAsync(TimeSpan.FromHours(7));
        var ended = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Dispatched, 3), (ended.Phase, ended.FinalCount!.Organisations));
        Assert.Equal((2, 3, 2), Got(house));
        foreach (var (round, root) in new[] { (Rounds.RoundOf(1), first.List.Root), (Rounds.RoundOf(2), two[1].List!.Root), (Plan.FirstRound, ended.List!.Root) })
        {
            var seen = ended.AsOf(round);
            var lines = await house.Book.PublishedLinesAsync(seen).ToListAsync();
            Assert.Equal(root, Convert.ToHexStringLower(Signatures.Proof.Merkle.Root([.. lines.Select(line => Convert.FromHexString(line.Leaf))])));
            var letters = house.Office.Room.Messages.Find("office2@example.org", null);
            Assert.Single(letters, letter => letter.Text!.Contains(root, StringComparison.Ordinal));
        }
        Assert.Equal(2, (await house.Book.PublishedLinesAsync(ended.AsOf(Rounds.RoundOf(1))).ToListAsync()).Count); // who withdrew is a leaf without a name, also after signing anew
        Assert.Single(await house.Book.PublishedLinesAsync(ended.AsOf(Rounds.RoundOf(1))).ToListAsync(), line => line.Name is null);
        Assert.Equal(0, await house.Office.Get<LetterLedger>().WriteBackAsync(ended, default)); // every letter has its row
    }

    [Fact]
    public async Task An_attempt_that_was_thought_dead_changes_nothing_of_the_list_that_the_letters_carry()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house);
        await house.PassAsync(TimeSpan.FromMinutes(10));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromMinutes(61));
        var begun = await house.ReadAsync(campaign.Id);

        await house.SignAsync(campaign, 2);
        var zombie = await house.Book.SnapshotAsync(begun, Rounds.RoundOf(1), house.Now);

        Assert.NotEqual(begun.Rounds[0].List, zombie.List);
        Assert.Single(await house.Book.PublishedLinesAsync(begun.AsOf(Rounds.RoundOf(1))).ToListAsync());
        Assert.Equal(["Committee 1"], (await house.Book.LetterListAsync(begun.AsOf(Rounds.RoundOf(1)))).Select(one => one.Name));
    }

    [Fact]
    public async Task A_round_that_fails_is_tried_again_and_one_whose_process_dies_goes_on()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var failures = 0;
        house.Failure = name => name == nameof(BeginRound) && failures++ < 2 ? new InvalidOperationException("planted") : null;
        var campaign = await LaunchAsync(house);
        await house.PassAsync(TimeSpan.FromMinutes(10));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromMinutes(59));
        await house.DownUntilAsync(TimeSpan.FromMinutes(70));
        await house.PassAsync(TimeSpan.FromMinutes(75));

        Assert.Equal((3, 1), (failures, (await house.ReadAsync(campaign.Id)).Rounds[0].Count!.Organisations));
        Assert.Equal((1, 1, 0), Got(house));
    }

    [Fact]
    public async Task A_campaign_that_is_cancelled_after_a_round_says_that_letters_had_left()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house);
        await house.PassAsync(TimeSpan.FromMinutes(10));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromMinutes(61));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Cancel("No longer needed")));
        await house.PassAsync(TimeSpan.FromMinutes(70));

        await house.MailsAsync(campaign, "person1@example.org");
        Assert.Single(house.Office.Room.Messages.Find("person1@example.org", null), mail => mail.Text!.Contains("Letters that had been sent before stay sent", StringComparison.Ordinal));
        Assert.Equal((1, 1, 0), Got(house));
    }

    static (int, int, int) Got(CampaignHouse house)
    {
        int Of(int office) => house.Office.Room.Messages.Find($"office{office}@example.org", null).Count;
        return (Of(1), Of(2), Of(3));
    }

    /// <summary>The first round to two of three offices, the second to the other two, the last one to all.</summary>
    static Task<Campaign> LaunchAsync(CampaignHouse house) => house.LaunchAsync(draft => draft with
    {
        Addressees = [.. Offices],
        Reminders = [],
        Rounds = [new("One", "PT1H", house.Start.AddHours(1)) { To = [1, 2] }, new("Two", "PT2H", house.Start.AddHours(2)) { To = [2, 3] }],
    });
}
