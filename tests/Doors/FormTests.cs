using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class FormTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("organisation", "")]
    [InlineData("organisation", "A\r\nBcc: all@example.org")]
    [InlineData("country", "XX")]
    [InlineData("country", "")]
    [InlineData("name", "")]
    [InlineData("email", "not an address")]
    [InlineData("email", "a@example.org\nBcc: b@example.org")]
    [InlineData("publication", "everywhere")]
    [InlineData("kind", "government")]
    [InlineData("language", "klingon!")]
    public async Task A_wrong_field_is_named_and_everything_typed_stays(string field, string value)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var typed = DoorsHouse.Organisation(1);

        var page = await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), [.. typed, (field, value)]);

        Assert.Equal(422, page.Status);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        var link = Assert.Single(page.Document.QuerySelectorAll(".errors a"));
        Assert.Equal($"#f-{field}", link.GetAttribute("href"));
        if (field != "language") Assert.NotNull(page.Document.GetElementById($"f-{field}")!.Closest(".wrong"));
        foreach (var (name, kept) in typed.Where(other => other.Item1 is "organisation" or "name" or "role" or "email" && other.Item1 != field))
            Assert.Equal(kept, page.Document.QuerySelector($"input[name={name}]")!.GetAttribute("value"));

        Assert.Equal(303, (await house.SendAsync(page, [.. typed, ("language", "en")])).Status);
    }

    [Fact]
    public async Task What_is_typed_comes_back_as_text_and_never_as_markup()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        const string attack = "\"><script>alert(1)</script>";
        var page = await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), [.. DoorsHouse.Organisation(1), ("name", attack), ("email", attack)]);
        Assert.Equal(422, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("script"));
        Assert.Equal(attack, page.Document.QuerySelector("input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_shown_once_more_and_then_taken()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var fields = DoorsHouse.Organisation(1).ToDictionary(field => field.Item1, field => field.Item2);
        var path = $"/campaigns/{campaign.Id}/signatures";

        var page = await Page.OfAsync(await house.Http.PostAsync(path, new FormUrlEncodedContent(fields)));

        Assert.Equal(400, page.Status);
        Assert.Contains("Nothing was stored yet", page.Text, StringComparison.Ordinal);
        Assert.Equal("speaker1@example.org", page.Document.QuerySelector("input[name=email]")!.GetAttribute("value"));
        Assert.Equal(303, (await house.SendAsync(page, DoorsHouse.Organisation(1))).Status);

        using var keyed = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields), Headers = { { "x-functions-key", DoorsHouse.Key } } };
        Assert.Equal(303, (int)(await house.Http.SendAsync(keyed)).StatusCode);
    }

    [Fact]
    public async Task A_token_for_one_page_does_not_serve_another()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var (one, other) = (await house.OpenCampaignAsync(), await house.OpenCampaignAsync());
        var token = (await house.GetAsync($"/campaigns/{one.Id}")).Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        var page = await house.SendAsync(await house.GetAsync($"/campaigns/{other.Id}"), [.. DoorsHouse.Organisation(1), ("form", token)]);
        Assert.Equal(400, page.Status);
    }

    [Fact]
    public async Task Programs_may_post_JSON_and_are_told_what_is_wrong_in_JSON()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var path = $"/campaigns/{campaign.Id}/signatures";
        var fields = DoorsHouse.Organisation(1).ToDictionary(field => field.Item1, field => (object)field.Item2);
        Assert.Equal(303, (int)(await house.Http.PostAsJsonAsync(path, fields)).StatusCode);

        fields["country"] = new[] { "PL" };
        fields.Remove("name");
        var refused = await house.Http.PostAsJsonAsync(path, fields);
        Assert.Equal((422, "application/problem+json"), ((int)refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(["country", "name"], problem.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!).Order());
        Assert.All(problem.RootElement.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
    }

    [Theory]
    [InlineData("text/plain", "hello", 415)]
    [InlineData("application/json", "{ \"name\": ", 400)]
    [InlineData("application/json", "[1, 2]", 400)]
    [InlineData("application/json", "{ \"name\": \"\\ud800\" }", 400)]
    [InlineData("multipart/form-data; boundary=x", "--y\r\nnonsense", 400)]
    public async Task A_body_that_is_no_form_is_refused_kindly(string type, string body, int status)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        foreach (var path in new[] { $"/campaigns/{campaign.Id}/signatures", await house.InvitationAsync(campaign, 1), await house.InvitationAsync(campaign, 1) + "/decline" })
        {
            using var content = new StringContent(body, Encoding.UTF8);
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            Assert.Equal(status, (int)(await house.Http.PostAsync(path, content)).StatusCode);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_it_says_so(bool announced)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/campaigns/{campaign.Id}/signatures")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("name", new string('x', Limits.FormBytes))]),
        };
        request.Headers.TransferEncodingChunked = !announced;
        var page = await Page.OfAsync(await house.Http.SendAsync(request));
        Assert.Equal((413, "That was too long"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task When_the_storage_is_away_the_page_says_so_and_keeps_what_was_typed()
    {
        // A port on which nobody listens.
        await using var house = await DoorsHouse.OpenAsync(
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:9/devstoreaccount1;");
        var fields = DoorsHouse.Organisation(1).ToDictionary(field => field.Item1, field => field.Item2);
        var path = "/campaigns/aaaaaaaaaaaaaaaa/signatures";

        var page = await Page.OfAsync(await house.Http.PostAsync(path, new FormUrlEncodedContent(fields)));

        Assert.Equal(503, page.Status);
        Assert.NotNull(page.Header("Retry-After"));
        Assert.Equal(path, Assert.Single(page.Document.Forms).GetAttribute("action"));
        Assert.Equal("speaker1@example.org", page.Document.QuerySelector("input[name=email]")!.GetAttribute("value"));
        using var json = new HttpRequestMessage(HttpMethod.Get, "/campaigns/aaaaaaaaaaaaaaaa") { Headers = { { "Accept", "application/json" } } };
        var problem = await house.Http.SendAsync(json);
        Assert.Equal((503, "application/problem+json"), ((int)problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
    }
}
