using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Campaigns.Letters;
using Campaigns.Local.Launcher;
using Campaigns.Mail;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class VerifyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task From_the_link_in_the_mail_to_a_receipt_that_anybody_can_check()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var open = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(open, 1);
        await house.SignAsync(open, 2, "BY", "name-withheld");
        var link = await house.LinkAsync(open, "speaker2@example.org");
        var early = await house.GetAsync(link);
        Assert.Contains("this page will also hold the proof", early.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await house.GetAsync($"/campaigns/{open.Id}/list.json")).Status);

        var campaign = await DispatchAsync(house, open);
        var page = await house.GetAsync(link);
        Assert.Contains("Your signature is on the list that was sent: entry", page.Text, StringComparison.Ordinal);
        Assert.Contains("Keep it only where nobody else can read it", page.Text, StringComparison.Ordinal);
        Assert.Contains(campaign.List!.Root, page.Text, StringComparison.Ordinal);

        var receipt = await house.Http.GetStringAsync($"{link}/receipt.json");
        var printed = await house.Http.GetStringAsync($"{link}/receipt.txt");
        var list = await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/list.json");
        foreach (var kept in new[] { receipt, printed })
        {
            var answer = await CheckAsync(house, kept, list);
            Assert.Equal((200, "Everything holds"), (answer.Status, answer.Heading));
            Assert.Equal(6, answer.Document.QuerySelectorAll(".findings .holds").Length);
            Assert.Contains("Committee 2", answer.Text, StringComparison.Ordinal);
        }
        var broken = await CheckAsync(house, receipt.Replace("Committee 2", "Committee 3", StringComparison.Ordinal), "");
        Assert.Equal("Something does not hold", broken.Heading);
        Assert.StartsWith("No. Something in this receipt was changed", Assert.Single(broken.Document.QuerySelectorAll(".fails")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_in_the_page_its_JSON_the_lists_and_every_letter()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var open = await house.OpenCampaignAsync(("reminders", null));
        for (var i = 1; i <= 3; i++) await house.SignAsync(open, i, "NO", i == 3 ? "addressee-only" : "public");
        Assert.DoesNotContain("Fingerprint of the list", (await house.GetAsync($"/campaigns/{open.Id}")).Text, StringComparison.Ordinal);
        var campaign = await DispatchAsync(house, open);
        var root = campaign.List!.Root;

        Assert.Contains(root, (await house.GetAsync($"/campaigns/{open.Id}")).Text, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/campaigns/{open.Id}");
        request.Headers.Accept.Add(new("application/json"));
        var json = await (await house.Http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((root, 3), (json.GetProperty("list").GetProperty("root").GetString(), json.GetProperty("list").GetProperty("size").GetInt32()));
        foreach (var addressee in await house.Get<CampaignStore>().AddresseesAsync(campaign))
        {
            var letter = await house.Get<LetterComposer>().ComposeAsync(campaign, addressee);
            Assert.Contains(letter.Blocks.OfType<MailBlock.Note>(), note => note.Text.Contains(root, StringComparison.Ordinal)
                && note.Text.Contains("https://campaigns.example.org/verify", StringComparison.Ordinal));
        }

        var huge = await house.Get<LetterComposer>().ComposeAsync(
            campaign with { FinalCount = new(3, 1, 12_000) }, (await house.Get<CampaignStore>().AddresseeAsync(campaign, 1))!);
        Assert.Contains($"12000 individuals: too many to be named in a letter. The list is at https://campaigns.example.org/campaigns/{campaign.Id}/signatories",
            MailText.Render(huge), StringComparison.Ordinal);

        var lines = JsonDocument.Parse(await house.Http.GetStringAsync($"/campaigns/{open.Id}/signatories.json")).RootElement.EnumerateArray().ToList();
        Assert.Equal(root, Convert.ToHexStringLower(Merkle.Root([.. lines.Select(line => Convert.FromHexString(line.GetProperty("leaf").GetString()!))])));
        Assert.Equal([null, "Committee 1", "Committee 2"], lines.Select(line => line.GetProperty("name").GetString()).Order());
        var csv = (await house.Http.GetStringAsync($"/campaigns/{open.Id}/signatories.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("kind,name,country,confirmedAt,salt,leaf", csv[0]);
        Assert.Equal(lines.Select(line => line.GetProperty("leaf").GetString()), csv[1..].Select(row => row.Split(',')[^1]));
        Assert.DoesNotContain("Committee 3", string.Join('\n', csv), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_key_is_destroyed_the_page_still_checks_receipts_and_shows_the_root()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var open = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(open, 1);
        await house.SignAsync(open, 2, "BY", "name-withheld");
        var campaign = await DispatchAsync(house, open);
        var receipt = await house.Http.GetStringAsync(await house.LinkAsync(campaign, "speaker2@example.org") + "/receipt.json");

        await house.Get<CampaignTables>().Campaigns.DeleteEntityAsync(campaign.Id, Rows.Key);
        house.Time.Advance(TimeSpan.FromMinutes(6)); // keys are cached for five

        Assert.Equal("Everything holds", (await CheckAsync(house, receipt, "")).Heading);
        var list = await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/list.json");
        Assert.DoesNotContain("Committee", list, StringComparison.Ordinal);
        Assert.Equal("Everything holds", (await CheckAsync(house, receipt, list)).Heading);
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Equal(200, page.Status);
        Assert.Contains(campaign.List!.Root, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Check a receipt")]
    [InlineData("nonsense", "", "Something does not hold")]
    [InlineData("{\"format\":\"campaigns-receipt-1\"}", "{", "Something does not hold")]
    [InlineData("{\"format\":\"campaigns-receipt-1\",\"campaign\":null}", "[]", "Something does not hold")]
    [InlineData("", "{\"format\":\"campaigns-list-1\",\"campaign\":\"x\",\"title\":\"\",\"textHash\":\"\",\"root\":\"\",\"size\":1,\"entries\":[null]}", "Something does not hold")]
    [InlineData("{\"format\":\"campaigns-receipt-1\",\"campaign\":\"a\",\"title\":\"\",\"statement\":\"\",\"language\":\"\",\"languages\":[null],\"entry\":{\"textHash\":\"\",\"kind\":\"\",\"name\":\"\",\"country\":\"no country\",\"publication\":\"\",\"confirmedAt\":\"\"}}", "", "Something does not hold")]
    [InlineData("{\"format\":\"campaigns-receipt-1\",\"campaign\":\"a\",\"title\":\"\",\"statement\":\"\",\"language\":\"\",\"languages\":[],\"entry\":{\"textHash\":\"\",\"kind\":\"\",\"name\":\"\",\"country\":\"\",\"publication\":\"\",\"confirmedAt\":\"\"},\"proof\":{\"salt\":\"00000000000000000000000000000000\",\"leaf\":\"\",\"index\":-1,\"size\":2147483647,\"path\":[null],\"root\":\"\"}}", "", "Something does not hold")]
    public async Task What_is_no_receipt_is_said_to_be_none(string receipt, string list, string heading)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var answer = await CheckAsync(house, receipt, list);
        Assert.Equal((200, heading), (answer.Status, answer.Heading));
    }

    [Fact]
    public async Task Programs_post_JSON_and_the_script_is_the_published_one()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var open = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(open, 1);
        var campaign = await DispatchAsync(house, open);
        var receipt = await house.Http.GetStringAsync(await house.LinkAsync(campaign, "speaker1@example.org") + "/receipt.json");
        var body = $"{{\"receipt\":{receipt}}}";

        var answer = await (await house.Http.PostAsync("/verify?lang=fr", new StringContent(body, Encoding.UTF8, "application/json"))).Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.GetProperty("holds").GetBoolean());
        Assert.Equal("Whole", answer.GetProperty("findings")[0].GetProperty("what").GetString());
        Assert.StartsWith("Le reçu est intact", answer.GetProperty("findings")[0].GetProperty("says").GetString(), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Repository.PathTo("docs", "verify", "verify.mjs")), await house.Http.GetStringAsync("/verify/script"));
    }

    [Fact]
    public async Task A_link_that_is_not_signed_has_no_receipt()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("reminders", null));
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        foreach (var path in new[] { $"{link}/receipt.json", $"{link}/receipt.txt", "/sign/nothing/receipt.json" })
            Assert.Equal(404, (await house.GetAsync(path)).Status);
    }

    public static TheoryData<string> Whats() =>
    [
        "NotAReceipt", "NoProof", "Whole", "Changed", "Included", "NotIncluded", "NotAList", "ListWhole", "ListChanged", "LinesHold", "LineChanged",
        "HasReceipt", "LacksReceipt", "OtherList", "RootKnown", "RootOther", "TextOther", "NotClosed", "NoCampaign",
    ];

    [Theory]
    [MemberData(nameof(Whats))]
    public void Everything_that_can_be_found_can_be_said(string what)
    {
        Assert.Contains($"\"Verify_{what}\"", File.ReadAllText(Repository.PathTo("functions", "Pages", "Texts", "Pages.resx")), StringComparison.Ordinal);
        Assert.Contains($"\"{what}\"", File.ReadAllText(Repository.PathTo("workflows", "Signatures", "Proof", "Verification.cs")), StringComparison.Ordinal);
    }

    /// <summary>Closes, approves by rule and freezes.</summary>
    internal static async Task<Campaign> DispatchAsync(DoorsHouse house, Campaign campaign)
    {
        house.Time.Advance(campaign.ClosesAt!.Value - house.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await house.StepAsync<CloseCampaign>(campaign);
        await house.StepAsync<DecideApproval>(campaign);
        await house.StepAsync<BeginDispatch>(campaign, Plan.FirstRound);
        campaign = await house.NowAsync(campaign);
        Assert.NotNull(campaign.List);
        return campaign;
    }

    /// <summary>As a browser without scripts sends the form.</summary>
    static async Task<Page> CheckAsync(DoorsHouse house, string receipt, string list)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(receipt), "receipt" },
            { Uploaded(""), "receiptFile", "none" },
            { Uploaded(list), "listFile", "list.json" },
        };
        return await Page.OfAsync(await house.Http.PostAsync("/verify", form));

        static ByteArrayContent Uploaded(string content)
        {
            var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return file;
        }
    }
}
