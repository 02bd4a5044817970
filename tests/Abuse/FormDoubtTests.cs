using System.Net.Http.Json;
using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Abuse;

/// <summary>The form to sign, as people and as programs fill it in: the answer is the same, the signature is not.</summary>
public sealed class FormDoubtTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task People_do_not_meet_the_field_that_programs_fill_in()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        foreach (var (language, label) in new[] { ("en", "Leave this field empty"), ("fr", "Laissez ce champ vide"), ("ru", "Оставьте это поле пустым") })
        {
            var page = await house.GetAsync($"/campaigns/{campaign.Id}?lang={language}");
            var trap = page.Document.QuerySelector("input[name=comment]")!;
            Assert.Equal(("-1", "off", "", "text"), (trap.GetAttribute("tabindex"), trap.GetAttribute("autocomplete"), trap.GetAttribute("value"), trap.GetAttribute("type")));
            Assert.Equal(label, page.Document.QuerySelector($"label[for={trap.Id}]")!.TextContent);
            Assert.Equal(("unseen", "true"), (trap.ParentElement!.ClassName, trap.ParentElement.GetAttribute("aria-hidden")));
            Assert.Empty(page.Document.QuerySelectorAll("[style]"));
        }
    }

    [Theory]
    [InlineData(2.9, "", Doubts.TooFast)]
    [InlineData(5, "", Doubts.None)]
    [InlineData(3600 * 23, "", Doubts.None)] // a page that lay open, or that a browser had kept
    [InlineData(5, "I buy", Doubts.Trap)]
    public async Task What_a_form_says_of_who_filled_it_in(double seconds, string trap, Doubts doubts)
    {
        await using var house = await OpenAsync();
        var campaign = await house.OpenCampaignAsync(("window", "P7D"));
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        house.Time.Advance(TimeSpan.FromSeconds(seconds));
        var asked = await house.SendAsync(page, [.. DoorsHouse.Organisation(1), ("comment", trap)]);
        Assert.Equal((303, $"/campaigns/{campaign.Id}/check-mail"), (asked.Status, asked.Location));
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        Assert.Equal(link + "/receipt", (await house.SendAsync(await house.GetAsync(link))).Location);

        var receipt = await house.GetAsync(link + "/receipt");
        Assert.Equal("Thank you, you have signed", receipt.Heading);
        Assert.Contains("the coordinator looks at some signatures before they count", receipt.Text, StringComparison.Ordinal); // to everybody
        Assert.Equal(200, (await house.GetAsync(link + "/receipt.json")).Status);
        Assert.Contains("\"state\":\"signed\"", await LookAsync(house, link), StringComparison.Ordinal);
        Assert.Equal(doubts, (await RowAsync(house, campaign)).Doubts);
        Assert.Equal(doubts == Doubts.None ? 1 : 0, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);
        Assert.Equal(doubts == Doubts.None, (await house.GetAsync($"/campaigns/{campaign.Id}")).Text.Contains("Committee 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_comes_back_with_an_error_is_as_old_as_the_first_one()
    {
        await using var house = await OpenAsync();
        var campaign = await house.OpenCampaignAsync();
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        house.Time.Advance(TimeSpan.FromSeconds(20));
        var refused = await house.SendAsync(page, [.. DoorsHouse.Organisation(1), ("email", "speaker1")]);
        Assert.Equal(422, refused.Status);
        house.Time.Advance(TimeSpan.FromSeconds(1)); // only the address was wrong
        Assert.Equal(303, (await house.SendAsync(refused, DoorsHouse.Organisation(1))).Status);
        Assert.Equal(Doubts.None, (await RowAsync(house, campaign)).Doubts);
    }

    [Fact]
    public async Task Who_comes_back_to_an_old_page_sends_the_form_once_more_and_is_not_held()
    {
        await using var house = await OpenAsync();
        var campaign = await house.OpenCampaignAsync(("window", "P7D"));
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        house.Time.Advance(TimeSpan.FromHours(30));
        var again = await house.SendAsync(page, DoorsHouse.Organisation(1));
        Assert.Equal(400, again.Status);
        house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(303, (await house.SendAsync(again, DoorsHouse.Organisation(1))).Status);
        Assert.Equal(Doubts.None, (await RowAsync(house, campaign)).Doubts);
    }

    [Fact]
    public async Task A_forged_form_stores_nothing_and_its_successor_is_new()
    {
        await using var house = await OpenAsync();
        var campaign = await house.OpenCampaignAsync();
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        house.Time.Advance(TimeSpan.FromSeconds(30));
        var again = await house.SendAsync(page, [.. DoorsHouse.Organisation(1), ("form", "forged")]);
        Assert.Equal(400, again.Status);
        Assert.Empty(await house.Get<SignatureBook>().AllAsync(campaign));
        await house.SendAsync(again, DoorsHouse.Organisation(1));
        Assert.Equal(Doubts.TooFast, (await RowAsync(house, campaign)).Doubts);
    }

    [Theory]
    [InlineData(true, Doubts.None)]
    [InlineData(false, Doubts.NoForm)]
    public async Task A_script_needs_no_form_where_it_has_the_key(bool withKey, Doubts doubts)
    {
        await using var house = await OpenAsync();
        var campaign = await house.OpenCampaignAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/campaigns/{campaign.Id}/signatures")
        {
            Content = JsonContent.Create(DoorsHouse.Organisation(1).ToDictionary(field => field.Item1, field => field.Item2)),
        };
        if (withKey) request.Headers.Add("x-functions-key", DoorsHouse.Key);
        Assert.Equal(303, (int)(await house.Http.SendAsync(request)).StatusCode);
        Assert.Equal(doubts, (await RowAsync(house, campaign)).Doubts);
    }

    [Fact]
    public async Task The_owner_of_what_was_invalidated_is_told_so_in_every_language()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        var button = await house.GetAsync(link + "/withdraw");
        var pattern = new BulkPattern("", "committee", "", null, house.Time.GetUtcNow(), Alike.No);
        await house.Get<BulkDesk>().ApplyAsync(campaign, new string('a', 32), BulkAct.Invalidate, pattern, "because", "coordinator");
        foreach (var (language, heading) in new[]
        {
            ("en", "The coordinator does not count this signature"), ("fr", "La coordination ne compte pas cette signature"), ("ru", "Координатор не учитывает эту подпись"),
        })
            Assert.Equal((200, heading), await house.GetAsync($"{link}?lang={language}") is var page ? (page.Status, page.Heading) : default);
        Assert.Equal(409, (await house.SendAsync(button)).Status);
        Assert.Equal(404, (await house.GetAsync(link + "/receipt.json")).Status);
        Assert.Contains("\"before\": \"confirmed\"", await house.Http.GetStringAsync(link + "/data.json"), StringComparison.Ordinal); // nothing that is stored is kept from its owner
        Assert.Contains("erase", (await house.GetAsync(link)).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 1", (await house.GetAsync($"/campaigns/{campaign.Id}/signatories")).Text, StringComparison.Ordinal);
    }

    /// <summary>With the check of the time as an app has it that nobody told otherwise.</summary>
    async Task<DoorsHouse> OpenAsync()
    {
        var house = await DoorsHouse.OpenAsync(azurite);
        house.Get<CampaignsOptions>().LeastFillingSeconds = new CampaignsOptions().LeastFillingSeconds;
        return house;
    }

    static async Task<Signature> RowAsync(DoorsHouse house, Campaign campaign) => Assert.Single(await house.Get<SignatureBook>().AllAsync(campaign));

    static async Task<string> LookAsync(DoorsHouse house, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "application/json" } } };
        return await (await house.Http.SendAsync(request)).Content.ReadAsStringAsync();
    }
}
