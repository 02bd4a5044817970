using System.Collections.Concurrent;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>
/// People press the button in the second around the deadline. Whoever was told "signed" stands on the list, in the letter and
/// under the root, everybody else was told that it is too late, and nothing in between.
/// </summary>
public sealed class DeadlineTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    const int Milliseconds = 1_000;

    [Fact]
    public async Task In_the_second_around_the_deadline_everybody_hears_what_then_is_so() => await RunAsync(100, 1);

    [Fact, Trait("Category", "Long")]
    public async Task Five_hundred_people_fifty_times() => await RunAsync(500, 50);

    async Task RunAsync(int people, int rounds)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var counted = new List<int>();
        for (var round = 0; round < rounds; round++) counted.Add(await RoundAsync(house, people));
        output.WriteLine($"in time, of {people}: {string.Join(", ", counted)}");
    }

    static async Task<int> RoundAsync(DoorsHouse house, int size)
    {
        var campaign = await house.OpenCampaignAsync(("reminders", ""));
        var people = Enumerable.Range(1, size).ToList();
        await Task.WhenAll(people.Select(i => house.Get<SignatureBook>().RequestAsync(campaign, BookHouse.Organisation(i))));
        var pages = new Page[size];
        await EachAsync(people, async i => pages[i - 1] = await house.GetAsync(await house.LinkAsync(campaign, $"committee{i}@example.org")));

        house.Time.Advance(campaign.ClosesAt!.Value - house.Time.GetUtcNow() - TimeSpan.FromMilliseconds(Milliseconds / 2));
        var (told, late) = await PressAsync(house, campaign, pages);

        Assert.Equal(size, told.Count + late.Count);
        Assert.InRange(told.Count, size / 2, (size / 2) + AtOnce(size)); // those on their way at the deadline may be on either side
        await AssertAgreesAsync(house, campaign, told);
        foreach (var i in late.Take(5).Concat(late.TakeLast(5)))
            Assert.Equal("The deadline has passed", (await house.GetAsync(await house.LinkAsync(campaign, $"committee{i}@example.org"))).Heading);
        foreach (var i in told.Take(5)) Assert.Equal("You have signed", (await house.GetAsync(await house.LinkAsync(campaign, $"committee{i}@example.org"))).Heading);
        return told.Count;
    }

    /// <summary>The clock goes on a little with every answer, so that the deadline comes when half have pressed; the close begins then.</summary>
    static async Task<(ConcurrentQueue<int> Told, ConcurrentQueue<int> Late)> PressAsync(DoorsHouse house, Campaign campaign, Page[] pages)
    {
        var (told, late) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>());
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closing = Task.Run(async () =>
        {
            await over.Task;
            await house.StepAsync<CloseCampaign>(campaign);
        });
        await EachAsync([.. Enumerable.Range(1, pages.Length)], async i =>
        {
            var answer = await house.SendAsync(pages[i - 1]);
            Assert.True(answer.Status is 303 or 410, $"{answer.Status} {answer.Title}");
            if (answer.Status == 410) Assert.Equal("The deadline has passed", answer.Heading);
            (answer.Status == 303 ? told : late).Enqueue(i);
            house.Time.Advance(TimeSpan.FromMilliseconds(Milliseconds / (double)pages.Length));
            if (house.Time.GetUtcNow() >= campaign.ClosesAt) over.TrySetResult();
        });
        await closing;
        return (told, late);
    }

    static async Task AssertAgreesAsync(DoorsHouse house, Campaign before, IEnumerable<int> told)
    {
        await house.StepAsync<DecideApproval>(before);
        await house.StepAsync<BeginDispatch>(before, Plan.FirstRound);
        var campaign = await house.NowAsync(before);
        var names = told.Select(i => $"Committee {i}").Order(StringComparer.Ordinal).ToList();

        Assert.Equal((Phase.Dispatching, names.Count), (campaign.Phase, campaign.FinalCount?.Organisations));
        var lines = await house.Get<SignatureBook>().PublishedLinesAsync(campaign).ToListAsync();
        Assert.Equal(names, lines.Select(line => line.Name!).Order(StringComparer.Ordinal));
        Assert.Equal(campaign.List, new ListSeal(Convert.ToHexStringLower(Merkle.Root([.. lines.Select(line => Convert.FromHexString(line.Leaf))])), names.Count));
        var addressee = (await house.Get<CampaignStore>().AddresseesAsync(campaign))[0];
        var letter = await house.Get<LetterComposer>().ComposeAsync(campaign, addressee);
        Assert.Equal(names, letter.Blocks.OfType<MailBlock.Names>().SelectMany(country => country.Items).Select(item => item.Split(',', '(', '–', '—')[0].Trim()).Order(StringComparer.Ordinal));
        Assert.Contains(letter.Blocks.OfType<MailBlock.Note>(), note => note.Text.Contains(campaign.List!.Root, StringComparison.Ordinal));
        Assert.Contains($"{names.Count} organisations", (await house.GetAsync($"/campaigns/{campaign.Id}")).Text, StringComparison.Ordinal);
    }

    static int AtOnce(int people) => people / 10;

    static Task EachAsync(IReadOnlyCollection<int> people, Func<int, Task> act) =>
        Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce(people.Count) }, async (i, _) => await act(i));
}
