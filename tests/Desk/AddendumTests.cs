namespace Campaigns.Tests.Desk;

[Collection(DeskCollection.Name)]
public sealed class AddendumTests(DeskFixture fixture)
{
    [Fact]
    public async Task The_desk_asks_to_tell_the_addressees_of_late_withdrawals_until_it_was_done()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Somebody leaves"), ("signatories", "both"), ("reminders", ""), ("invitations", ""), ("vetting", "uninvited"));
        await UntilAsync("open");
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "organisation"), ("organisation", "Leaving House"), ("website", "https://www.leaving.example.org/"), ("country", "NO"), ("name", "Kari Example"),
            ("email", "kari@leaving.example.org"), ("publication", "public"));
        Assert.Equal(303, asked.Status);
        var link = await house.Mail.LinkAsync("kari@leaving.example.org", "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link))).Status);
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("by the website that was typed: leaving.example.org", desk.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/vet", ("accept", "yes"))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close")).Status);
        await UntilAsync("dispatched");

        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link + "/withdraw"))).Status);
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("1 signature was withdrawn after the letters had left", desk.Text, StringComparison.Ordinal);
        Assert.Contains("\"addendumOwed\":1", (await Answer.OfAsync(await house.LookAsync($"/desk/{id}"))).Body, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/addendum")).Status);
        Assert.Equal(409, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/addendum")).Status);

        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.DoesNotContain("owed an addendum", desk.Text, StringComparison.Ordinal);
        Assert.Contains("The coordinator told the addressees of the signatures that were withdrawn until", desk.Text, StringComparison.Ordinal);

        Task UntilAsync(string state) => house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));
    }
}
