namespace Campaigns.Tests.Desk;

/// <summary>What people do at a campaign of the house that the test is not about.</summary>
static class DeskSigning
{
    /// <summary>An organisation signs, the whole way: form, mail, link, button.</summary>
    public static async Task SignAsync(this DeskHouse house, string id, string email, string organisation, string publication = "public")
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "organisation"), ("organisation", organisation), ("country", "NO"), ("name", "Kari Example"), ("email", email), ("publication", publication));
        Assert.Equal(303, asked.Status);
        var link = await house.Mail.LinkAsync(email, "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link))).Status);
    }

    public static Task UntilStateAsync(this DeskHouse house, string id, string state) =>
        house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));
}
