using System.Net;
using AngleSharp.Html.Dom;

namespace Campaigns.Tests.Desk;

/// <summary>A form that comes back with an error holds every choice as it was made: radio buttons and lists, too.</summary>
[Collection(DeskCollection.Name)]
public sealed class KeptFormTests(DeskFixture fixture)
{
    [Theory]
    [InlineData("signatories", "organisations", "individuals", "both")]
    [InlineData("vetting", "none", "coordinator")]
    [InlineData("approval", "automatic", "always", "below-threshold")]
    public async Task The_launch_form_keeps_its_choices(string field, params string[] values)
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        foreach (var value in values)
        {
            var page = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/campaigns/new"), "/campaigns", ("title", ""), (field, value));
            Assert.Equal((422, value), (page.Status, Chosen(page, field)));
            // The choices that were not touched are what they were.
            foreach (var (other, preset) in new[] { ("signatories", "organisations"), ("vetting", "none"), ("approval", "automatic") })
                if (other != field) Assert.Equal(preset, Chosen(page, other));
        }
    }

    [Theory]
    [InlineData("kind", "organisation", "individual")]
    [InlineData("publication", "public", "name-withheld", "addressee-only")]
    [InlineData("country", "NO", "UA", "XK")]
    public async Task The_form_to_sign_keeps_its_choices(string field, params string[] values)
    {
        var house = await fixture.GetAsync();
        var id = await OpenAsync(house);
        foreach (var value in values)
        {
            var page = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures", ("email", "nobody"), (field, value));
            Assert.Equal((422, value), (page.Status, Chosen(page, field)));
        }
    }

    [Theory]
    [InlineData("public")]
    [InlineData("name-withheld")]
    [InlineData("addressee-only")]
    public async Task The_answer_to_an_invitation_keeps_its_choice(string publication)
    {
        var house = await fixture.GetAsync();
        var email = $"{publication}@example.org";
        await OpenAsync(house, ("invitations", $"Sample Committee; NO; Kari Example; {email}; en"));
        var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/"));
        page = await DeskHouse.SendAsync(house.Browser, page, ("name", ""), ("role", "chair"), ("publication", publication));
        Assert.Equal((422, publication, "chair"), (page.Status, Chosen(page, "publication"), page.Value("role")));
    }

    [Fact]
    public async Task The_desk_keeps_the_office_and_the_deadline()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await OpenAsync(house, ("addressees", "Minister; Ministry; AT; first@example.org; de; Dear Minister\nEnvoy; Mission; CH; second@example.org; de; Dear Envoy"));
        var page = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/extend", ("closesAt", "2020-01-01T10:00"));
        Assert.Equal((422, "2020-01-01T10:00"), (page.Status, page.Value("closesAt")));

        house.Mail.Answer = HttpStatusCode.BadRequest;
        await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close");
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"dispatched\"", StringComparison.Ordinal));
        house.Mail.Answer = HttpStatusCode.Accepted;
        page = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/resend", ("addressee", "1/2"), ("reason", "<b>"));
        Assert.Equal((422, "1/2"), (page.Status, Chosen(page, "addressee")));
    }

    [Fact]
    public async Task Signing_in_keeps_the_address_and_where_one_wanted_to_go()
    {
        var house = await fixture.GetAsync();
        var page = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, "/signin?next=%2Fops"), ("email", "nobody"));
        Assert.Equal((422, "nobody", "/ops"), (page.Status, page.Value("email"), page.Value("next")));
    }

    [Fact]
    public async Task The_operators_form_keeps_the_reason()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Operator);
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var page = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/ops/{id}"), $"/ops/{id}/retry", ("reason", "<b>"));
        Assert.Equal((422, "<b>"), (page.Status, page.Value("reason")));
    }

    static async Task<string> OpenAsync(DeskHouse house, params (string, string?)[] changes)
    {
        var id = await house.LaunchAsync([("signatories", "both"), ("window", "P2D"), ("reminders", ""), .. changes]);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        return id;
    }

    /// <summary>The choice that stands, and no other with it.</summary>
    static string? Chosen(Answer page, string field)
    {
        if (page.Document.QuerySelector($"select[name='{field}']") is IHtmlSelectElement list)
            return Assert.Single(list.Options, option => option.HasAttribute("selected")).Value;
        return Assert.Single(page.Document.QuerySelectorAll($"input[type=radio][name='{field}']").OfType<IHtmlInputElement>(), one => one.IsChecked).Value;
    }
}
