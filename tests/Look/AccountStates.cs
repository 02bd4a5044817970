using Campaigns.Tests.Accounts;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Look;

/// <summary>The way into the rooms with a second factor, step by step, and what is refused on it.</summary>
static class AccountStates
{
    public static async Task LookAsync(DeskHouse house, Beholder beholder, Screen[] screens)
    {
        const string Factor = "/account/factor";
        var (person, telephone) = (await house.SignInAsync(DeskHouse.OtherCoordinator), new Telephone(house));
        await beholder.BecomeAsync(person, house);
        await beholder.VisitAsync(Factor, screens);
        Assert.Equal(303, (await DeskHouse.SendAsync(person, await DeskHouse.GetAsync(person, Factor), Factor + "/begin")).Status);
        await beholder.VisitAsync(Factor, screens);
        var scan = await DeskHouse.GetAsync(person, Factor);
        telephone.Read(scan.Document.QuerySelector("code.secret")!.TextContent);
        foreach (var (what, code) in new[] { ("factor-refused", telephone.Wrong), ("factor-on", telephone.Code) })
            await beholder.ShowAsync(what, (await DeskHouse.SendAsync(person, scan, Factor + "/confirm", ("code", code))).Body, screens);
        await beholder.VisitAsync(Factor, screens);

        house.Time.Advance(TimeSpan.FromMinutes(5)); // links to sign in are few
        var half = await telephone.HalfWayAsync(DeskHouse.OtherCoordinator);
        await beholder.BecomeAsync(half, house);
        await beholder.VisitAsync("/signin/code", screens);
        await beholder.ShowAsync("code-refused", (await DeskHouse.SendAsync(half, await DeskHouse.GetAsync(half, "/signin/code"), ("code", telephone.Wrong))).Body, screens);
        var stranger = house.NewBrowser();
        await beholder.ShowAsync("signin-refused", (await DeskHouse.SendAsync(stranger, await DeskHouse.GetAsync(stranger, "/signin"), ("email", "nobody"))).Body, screens);
        await beholder.ShowAsync("signin-expired", (await DeskHouse.SendAsync(stranger, await DeskHouse.GetAsync(stranger, "/signin"), ("email", "nobody@example.org"), (Functions.Pages.FormState.TokenField, "old"))).Body, screens);
    }
}
