using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Campaigns.Letters;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using ZXing.QrCode.Internal;

namespace Campaigns.Tests.Doors;

/// <summary>What is hung up while people sign, and what the press reads afterwards.</summary>
public sealed partial class PosterTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_telephone_that_reads_the_code_on_the_poster_gets_to_the_campaign()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var poster = await ReadAsync(house, $"/campaigns/{campaign.Id}/poster?lang=ru");

        Assert.Equal(200, poster.Status);
        Assert.Equal(campaign.Title, poster.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal($"https://campaigns.example.org/campaigns/{campaign.Id}", Scan(poster.Document.QuerySelector("svg.qr")!));
        Assert.Contains("2 марта 2026", poster.Text, StringComparison.Ordinal);
        Assert.Contains($"/campaigns/{campaign.Id}/poster", (await ReadAsync(house, $"/campaigns/{campaign.Id}")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await ReadAsync(house, "/campaigns/aaaaaaaaaaaaaaaa/poster")).Status);
    }

    [Fact]
    public async Task When_signing_is_over_the_poster_asks_nobody_to_sign()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await VerifyTests.DispatchAsync(house, await house.OpenCampaignAsync(("reminders", null)));
        var poster = await ReadAsync(house, $"/campaigns/{campaign.Id}/poster");
        Assert.DoesNotContain("sign it", poster.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Until", poster.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_letters_the_page_says_to_whom_they_went_and_no_address()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("reminders", null), ("addressees", "Minister; Ministry of Examples; NO; minister@example.org; en; Dear Minister\nDelegation; Example Office; AT; delegation@example.org; en; Dear Sir"));
        Assert.DoesNotContain("Ministry of Examples", (await ReadAsync(house, $"/campaigns/{campaign.Id}")).Text, StringComparison.Ordinal);
        campaign = await VerifyTests.DispatchAsync(house, campaign);
        var ledger = house.Get<LetterLedger>();
        foreach (var letter in new[] { 1, 2 }.Select(number => new LetterKey(campaign.Id, Plan.FirstRound, number, 1)))
        {
            await ledger.ClaimAsync(letter, default);
            await ledger.MoveAsync(letter, LetterState.Accepted, null, null, default);
        }
        await house.StepAsync<FinishDispatch>(campaign, Plan.FirstRound);

        var page = await ReadAsync(house, $"/campaigns/{campaign.Id}");
        Assert.Contains("2 offices were written to.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["AustriaDelegation, Example Office", "NorwayMinister, Ministry of Examples"],
            page.Document.QuerySelectorAll("#sent-to .places > div").Select(one => string.Join(' ', one.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.DoesNotContain("minister@", page.Body, StringComparison.Ordinal);

        await ledger.MoveAsync(new(campaign.Id, Plan.FirstRound, 1, 1), LetterState.Bounced, null, null, default); // written to all the same
        page = await ReadAsync(house, $"/campaigns/{campaign.Id}");
        Assert.Contains("2 offices were written to, 1 came back.", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 letters sent", page.Text, StringComparison.Ordinal);
    }

    static async Task<Answer> ReadAsync(DoorsHouse house, string path) => await Answer.OfAsync(await house.Http.GetAsync(path));

    /// <summary>What a reader makes of the squares.</summary>
    static string Scan(IElement svg)
    {
        var side = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        const int Quiet = 4;
        var squares = Enumerable.Range(0, side - 2 * Quiet).Select(_ => new bool[side - 2 * Quiet]).ToArray();
        foreach (Match square in Squares().Matches(svg.QuerySelector("path")!.GetAttribute("d")!))
            squares[Number(square, 2) - Quiet][Number(square, 1) - Quiet] = true;
        return new Decoder().decode(squares, null).Text;
    }

    static int Number(Match square, int group) => int.Parse(square.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h1v1h-1z")]
    private static partial Regex Squares();
}
