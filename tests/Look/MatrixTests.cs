using Campaigns.Mail;
using Campaigns.Tests.Accounts.Providers;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;
using Campaigns.Tests.Life;
using Campaigns.Tests.Translating;
using Campaigns.Tests.Ways;

namespace Campaigns.Tests.Look;

/// <summary>Every page and every mail, in the states that they can be in, on every <see cref="Screen"/>, from the left and from the right.</summary>
[Collection(DeskCollection.Name)]
public sealed class MatrixTests(AzuriteFixture azurite, BrowserFixture browser)
{
    /// <summary>Pages that load themselves again: their still ones are looked at.</summary>
    static readonly string[] Restless = ["/ops", "/ops/system"];

    [Fact]
    public Task Signatories_pages() => SignatoriesAsync(("en", Screen.Usual), ("ar", Screen.Translated));

    [Fact]
    public Task Coordinators_rooms() => CoordinatorsAsync(Screen.Usual, Screen.Narrow);

    [Fact]
    public Task Operators_rooms() => OperatorsAsync(Screen.Usual);

    [Fact]
    public Task Mails() => MailsAsync(("en", Screen.Usual), ("ar", Screen.Translated));

    [Fact]
    [Trait("Category", "Long")]
    public async Task Everything_on_every_screen()
    {
        await SignatoriesAsync(("en", Screen.Long), ("ar", Screen.Long));
        await CoordinatorsAsync(Screen.Long, Screen.Long);
        await OperatorsAsync(Screen.Long);
        await MailsAsync(("en", Screen.Long), ("ar", Screen.Long));
    }

    async Task SignatoriesAsync(params (string Language, Screen[] Screens)[] readers)
    {
        await using var storage = new OwnAzurite(); // one of the pages says that it is away
        await using var house = await DoorsHouse.OpenAsync(storage.Fixture);
        await using var beholder = await Beholder.OpenAsync(browser, house.Http.BaseAddress!, "signatory");
        foreach (var make in new[] { SignatoryStates.OpenAsync, SignatoryStates.EndedAsync, SignatoryStates.EdgesAsync }) // while they are made, days pass
            foreach (var path in (await make(house)).Concat(["/about", "/safe"]).Distinct().ToList())
                foreach (var (language, screens) in readers) await beholder.VisitAsync(SignatoryStates.In(language, path), screens);
        await foreach (var (what, language, html) in SignatoryAnswers.AllAsync(house, readers.Select(reader => reader.Language)))
            await beholder.ShowAsync($"{what}-{language}", html, readers.Single(reader => reader.Language == language).Screens);
        await beholder.EndAsync(Room.Signatories);
    }

    async Task CoordinatorsAsync(Screen[] screens, Screen[] translated)
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        await using var beholder = await Beholder.OpenAsync(browser, house.Address, "coordinator");
        var campaigns = await BusyHouse.FillAsync(house);
        var rooms = await CoordinatorRooms.FillAsync(house, campaigns);
        foreach (var path in new[] { "/signin", "/signin/sent", "/signin/nothing", await house.AskForLinkAsync(house.NewBrowser(), DeskHouse.Watcher), rooms.Review }) await beholder.VisitAsync(path, screens);
        foreach (var who in new[] { DeskHouse.Coordinator, "nobody@example.org", "not an address" })
        {
            await beholder.BearAsync(Principals.HeadersOf(who));
            await beholder.VisitAsync("/signin/provider", screens);
        }
        await beholder.BearAsync(new Dictionary<string, string>());
        await AccountStates.LookAsync(house, beholder, screens);

        var coordinator = await house.SignInAsync(DeskHouse.Coordinator);
        await beholder.BecomeAsync(coordinator, house);
        var visited = await beholder.RoamAsync(rooms.Paths, IsOfCoordinators, screens);
        await foreach (var (what, html) in CoordinatorAnswers.AllAsync(house, coordinator, rooms)) await beholder.ShowAsync(what, html, screens);
        foreach (var language in new[] { "fr", "ru" })
            foreach (var path in visited) await beholder.VisitAsync(SignatoryStates.In(language, path), translated);
        await beholder.EndAsync(Room.Coordinators);
    }

    async Task OperatorsAsync(Screen[] screens)
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var beholder = await Beholder.OpenAsync(browser, house.Address, "operator");
        await beholder.VisitAsync("/signin?next=/ops", screens);
        var person = await house.SignInAsync(DeskHouse.Operator);
        await beholder.BecomeAsync(person, house);
        await beholder.RoamAsync(["/ops?still=yes", "/ops/system?still=yes", "/ops/campaigns", "/desk"], _ => false, screens); // nothing there yet, and nothing to look for
        var campaigns = await BusyHouse.FillAsync(house);
        await beholder.RoamAsync(BusyHouse.RoomsOf(campaigns), path => path.StartsWith("/ops", StringComparison.Ordinal) && !Restless.Contains(path), screens);
        foreach (var (what, path, action) in new[] { ("act-refused", $"/ops/{campaigns["open"]}", $"/ops/{campaigns["open"]}/cancel"), ("reset-refused", "/ops/people", "/ops/people/factor") })
            await beholder.ShowAsync(what, (await DeskHouse.SendAsync(person, await DeskHouse.GetAsync(person, path), action)).Body, screens);
        await beholder.BecomeAsync(await house.SignInAsync(DeskHouse.Watcher), house);
        await beholder.RoamAsync(["/ops?still=yes", $"/ops/{campaigns["held"]}"], _ => false, screens);
        await beholder.EndAsync(Room.Operators);
    }

    async Task MailsAsync(params (string Language, Screen[] Screens)[] readers)
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        await using var beholder = await Beholder.OpenAsync(browser, new("http://mail.example.org/"), "mail");
        foreach (var (language, screens) in readers)
            foreach (var message in MessageWordsTests.Every(language).DistinctBy(message => (message.GetType(), message is MessageToSignatory { Neutral: true })))
                await beholder.ShowAsync($"{message.GetType().Name}-{language}", await office.Get<MailHtml>().RenderAsync(MessageWords.Write(message)), screens);
        await beholder.EndAsync();
    }

    static bool IsOfCoordinators(string path) => PageDoors.Of(path.Split('?')[0]) is { } door && PageDoors.RoomOf(door) == Room.Coordinators && !path.StartsWith("/sign", StringComparison.Ordinal);
}
