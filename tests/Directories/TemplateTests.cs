using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Templates;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Directories;

/// <summary>What a launch begins with.</summary>
[Collection(DeskCollection.Name)]
public sealed class TemplateTests(DeskFixture fixture)
{
    public static TheoryData<string> Known() => [.. KnownTemplates.All.Select(template => template.Id)];

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Each_campaign_of_the_field_has_a_template_that_only_wants_a_text(string id)
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var form = await DeskHouse.GetAsync(browser, $"/campaigns/new?template={id}");
        foreach (var (field, value) in KnownTemplates.All.Single(template => template.Id == id).Fields) Assert.Equal(value, form.Value(field));
        var launched = await DeskHouse.SendAsync(browser, form, "/campaigns", ("title", $"From {id}"), ("statement", "We ask."), ("opensAt", "2026-05-01T10:00Z"));
        Assert.Equal(303, launched.Status);
        var campaign = (await house.Get<CampaignStore>().FindAsync(launched.Location!.Split('/')[^1]))!;
        Assert.Equal(KnownTemplates.All.Single(template => template.Id == id).Fields["window"], campaign.Window ?? "none");
    }

    [Fact]
    public async Task A_campaign_is_run_again_and_saved_as_a_template()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(
            ("title", "Run once"), ("opensAt", "2026-05-01T10:00"), ("window", null), ("closesAt", "2026-05-03T16:30"), ("timeZone", "Europe/Warsaw"), ("approval", "below-threshold"),
            ("minimumSignatures", "12"), ("vetting", "uninvited"), ("statement.fr", "Nous demandons."), ("holdDomains", "hold.example.org"), ("publications", "public, addressee-only"),
            ("invitations", "\"Committee; of samples\"; NO; Kari; kari@example.org; en"));
        var again = await DeskHouse.GetAsync(browser, $"/campaigns/new?again={id}");
        foreach (var (field, value) in new[]
        {
            ("title", "Run once"), ("window", "P2DT6H30M"), ("closesAt", ""), ("timeZone", "Europe/Warsaw"), ("approval", "below-threshold"), ("minimumSignatures", "12"), ("vetting", "uninvited"),
            ("statement.fr", "Nous demandons."), ("holdDomains", "hold.example.org"), ("invitations", "\"Committee; of samples\"; NO; Kari; kari@example.org; en"), ("reminders", "50%, PT1H"),
        })
            Assert.Equal(value, again.Value(field));
        var before = (await house.Get<CampaignStore>().FindAsync(id))!;
        using (var json = JsonDocument.Parse(await (await house.LookAsync($"/campaigns/new?again={id}")).Content.ReadAsStringAsync()))
        {
            var launched = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(json.RootElement.EnumerateObject()
                .Append(default).Where(one => one.Value.ValueKind == JsonValueKind.String).ToDictionary(one => one.Name, one => one.Value.GetString()).Append(new("coordinator", "c@example.org")).ToDictionary())));
            Assert.Equal(202, launched.Status);
            using var answer = JsonDocument.Parse(launched.Body);
            var copy = (await house.Get<CampaignStore>().FindAsync(answer.RootElement.GetProperty("id").GetString()!))!;
            Assert.Equal(
                (before.TextHash, before.Title, before.MinimumSignatures, before.Vetting, before.Approval, before.Invitations, before.Addressees),
                (copy.TextHash, copy.Title, copy.MinimumSignatures, copy.Vetting, copy.Approval, copy.Invitations, copy.Addressees));
        }

        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/template", ("name", "Our appeals"))).Status);
        Assert.Equal(422, (int)(await house.ScriptAsync($"/desk/{id}/template", JsonContent.Create(new { name = "" }))).StatusCode);
        var template = (await house.Get<TemplateStore>().ListAsync(null)).Single(one => one.Name == "Our appeals");
        var form = await DeskHouse.GetAsync(browser, $"/campaigns/new?template={template.Id}");
        Assert.Contains("Our appeals", form.Text, StringComparison.Ordinal);
        Assert.Equal(("12", "P2DT6H30M", "", "", ""), (form.Value("minimumSignatures"), form.Value("window"), form.Value("title"), form.Value("invitations"), form.Value("statement.fr")));
        Assert.StartsWith("Minister; Ministry of Foreign Affairs", form.Value("addressees"), StringComparison.Ordinal);
    }
}
