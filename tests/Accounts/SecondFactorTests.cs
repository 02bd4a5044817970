using System.Net.Http.Json;
using System.Text;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Campaigns.Tests.Accounts;

/// <summary>The second factor, through the doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class SecondFactorTests
{
    [Fact]
    public async Task Who_has_one_gives_a_code_after_the_link_and_every_code_serves_once()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var before = await house.SignInAsync(DeskHouse.Coordinator);
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        var recovery = await telephone.SetUpAsync(browser);
        Assert.Equal(10, recovery.Count);
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        Assert.Equal(303, (await DeskHouse.GetAsync(before, "/desk")).Status); // it was opened without
        await UntilToldAsync(house, "A second factor was switched on");

        using var again = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        Assert.Equal(303, (await DeskHouse.GetAsync(again, "/desk")).Status); // there is no session yet
        Assert.Equal(303, (await DeskHouse.GetAsync(again, "/account")).Status);
        var wrong = await Telephone.EnterAsync(again, telephone.Wrong);
        Assert.Equal(422, wrong.Status);
        var code = telephone.Code;
        var entered = await Telephone.EnterAsync(again, code);
        Assert.Equal((303, "/desk"), (entered.Status, entered.Location));
        Assert.Equal(200, (await DeskHouse.GetAsync(again, "/desk")).Status);

        using var thief = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        var used = await Telephone.EnterAsync(thief, code); // looked over the shoulder
        Assert.Equal((422, Words(wrong)), (used.Status, Words(used)));
        Assert.Equal(303, (await Telephone.EnterAsync(thief, recovery[3].ToUpperInvariant())).Status);
        house.Time.Advance(TimeSpan.FromMinutes(16));
        using var late = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        var spent = await Telephone.EnterAsync(late, recovery[3]);
        Assert.Equal((422, Words(wrong)), (spent.Status, Words(spent)));
        Assert.Contains("9 recovery codes", (await DeskHouse.GetAsync(thief, "/account/factor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_sign_in_ends_after_minutes_and_belongs_to_its_browser()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(browser);
        using var half = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        var page = await DeskHouse.GetAsync(half, "/signin/code");
        using var other = house.NewBrowser();
        Assert.Equal((303, "/signin"), Where(await DeskHouse.SendAsync(other, page, ("code", telephone.Code))));
        house.Time.Advance(SignIn.HalfOpen);
        Assert.Equal((303, "/signin"), Where(await DeskHouse.SendAsync(half, page, ("code", telephone.Code))));
    }

    [Fact]
    public async Task Guessing_ends_after_five_codes_for_a_quarter_of_an_hour_and_strangers_cannot_spend_them()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(browser);
        using var stranger = house.NewBrowser();
        for (var i = 0; i < 20; i++) Assert.Equal((303, "/signin"), Where(await Answer.OfAsync(await stranger.PostAsync("/signin/code", new FormUrlEncodedContent([new("code", "000000")])))));

        using var guesser = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        for (var i = 0; i < Rates.FactorCodes.Times; i++) Assert.Equal(422, (await Telephone.EnterAsync(guesser, telephone.Wrong)).Status);
        var refused = await Telephone.EnterAsync(guesser, telephone.Code); // even the right one
        Assert.Equal((429, "900"), (refused.Status, refused.Header("Retry-After")));
        house.Time.Advance(Rates.FactorCodes.Span);
        using var person = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        Assert.Equal(303, (await Telephone.EnterAsync(person, telephone.Code)).Status);
    }

    /// <summary>Two browsers, one code, one moment.</summary>
    [Fact]
    public async Task One_code_opens_one_session()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(browser);
        var halves = new[] { await telephone.HalfWayAsync(DeskHouse.Coordinator), await telephone.HalfWayAsync(DeskHouse.Coordinator), await telephone.HalfWayAsync(DeskHouse.Coordinator) };
        var code = telephone.Code;
        var answers = await Task.WhenAll(halves.Select(one => Telephone.EnterAsync(one, code)));
        Assert.Equal([303, 422, 422], answers.Select(one => one.Status).Order());
    }

    [Fact]
    public async Task It_is_switched_off_with_a_code_by_who_has_just_signed_in()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(browser);
        var page = await DeskHouse.GetAsync(browser, "/account/factor");
        Assert.Equal(422, (await DeskHouse.SendAsync(browser, page, "/account/factor/off", ("code", telephone.Wrong))).Status);
        house.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, page, "/account/factor/off", ("code", telephone.Code))).Status);
        Assert.Contains("sign out, sign in again", (await DeskHouse.GetAsync(browser, "/account/factor")).Text, StringComparison.Ordinal); // it is still on

        using var fresh = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        await Telephone.EnterAsync(fresh, telephone.Code);
        telephone.Wait();
        Assert.Equal(303, (await DeskHouse.SendAsync(fresh, await DeskHouse.GetAsync(fresh, "/account/factor"), "/account/factor/off", ("code", telephone.Code))).Status);
        await UntilToldAsync(house, "Your second factor was switched off");
        using var after = await house.SignInAsync(DeskHouse.Coordinator); // the link alone
        Assert.Equal(200, (await DeskHouse.GetAsync(after, "/desk")).Status);
    }

    [Fact]
    public async Task An_operator_resets_it_with_a_reason_and_the_person_is_told()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        using var @operator = await house.SignInAsync(DeskHouse.Operator);
        await new Telephone(house).SetUpAsync(browser);
        var page = await DeskHouse.GetAsync(@operator, "/ops/people");
        Assert.Equal(422, (await DeskHouse.SendAsync(@operator, page, "/ops/people/factor", ("email", DeskHouse.Coordinator))).Status);
        Assert.Contains("no second factor", (await DeskHouse.SendAsync(@operator, page, "/ops/people/factor", ("email", DeskHouse.OtherCoordinator), ("reason", "asked"))).Text, StringComparison.Ordinal);
        var done = await DeskHouse.SendAsync(@operator, page, "/ops/people/factor", ("email", DeskHouse.Coordinator), ("reason", "The telephone fell into the fjord."));
        Assert.Contains("was reset", done.Text, StringComparison.Ordinal);
        Assert.Contains("fell into the fjord", await UntilToldAsync(house, "Your second factor was reset"), StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        using var after = await house.SignInAsync(DeskHouse.Coordinator);
        Assert.Equal(200, (await DeskHouse.GetAsync(after, "/desk")).Status);
        var again = await house.ScriptAsync("/ops/people/factor", JsonContent.Create(new { email = DeskHouse.Coordinator, reason = "again" }));
        Assert.Equal("""{"reset":false}""", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_it_is_required_everybody_is_led_to_the_set_up_first()
    {
        await using var house = await DeskHouse.OpenAsync(Setting("required"));
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        foreach (var path in new[] { "/desk", "/networks", "/campaigns/new", "/ops" }) Assert.Equal((303, "/account/factor"), Where(await DeskHouse.GetAsync(browser, path)));
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/account")).Status);
        Assert.Equal(200, (int)(await house.LookAsync("/desk")).StatusCode); // scripts have their key
        await new Telephone(house).SetUpAsync(browser);
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);
    }

    [Fact]
    public async Task Where_it_is_off_there_is_none()
    {
        await using var house = await DeskHouse.OpenAsync(Setting("off"));
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        Assert.Equal(404, (await DeskHouse.GetAsync(browser, "/account/factor")).Status);
        Assert.DoesNotContain("/account/factor", (await DeskHouse.GetAsync(browser, "/account")).Body, StringComparison.Ordinal);
    }

    /// <summary>Neither the secret nor a recovery code nor an address is in clear; a new master key forgets nobody's factor.</summary>
    [Fact]
    public async Task The_rows_tell_nothing_and_outlive_the_master_key()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        var recovery = await telephone.SetUpAsync(browser);
        var tables = house.Get<CampaignTables>();
        await foreach (var row in tables.Access.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            var text = string.Join('\n', row.Select(one => one.Value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{one.Value}"));
            foreach (var clear in (string[])[telephone.Secret, "coordinator@", .. recovery, .. recovery.Select(code => code.Replace("-", "", StringComparison.Ordinal))])
                Assert.DoesNotContain(clear, text, StringComparison.OrdinalIgnoreCase);
        }

        var next = new CampaignsOptions { MasterKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]), MasterKeyPrevious = Convert.ToBase64String(new byte[32]), Coordinators = DeskHouse.Coordinator };
        await House(next).SweepAsync(TestContext.Current.CancellationToken); // meets the key
        next.MasterKeyPrevious = "";
        Assert.True(Campaigns.Checks.EmailAddress.TryParse(DeskHouse.Coordinator, out var person));
        Assert.NotEqual("", await House(next).Factors.IdOfAsync(person, TestContext.Current.CancellationToken));

        SignIn House(CampaignsOptions options) => new(tables, new(tables, options, house.Time), house.Get<Campaigns.Mail.Outbox>(), options, house.Get<Campaigns.Access.Passkeys.IPasskeyCeremony>(), house.Time);
    }

    static Action<FunctionsApplicationBuilder> Setting(string mode) => builder => builder.Configuration["Campaigns:SecondFactor"] = mode;

    static (int, string?) Where(Answer answer) => (answer.Status, answer.Location);

    /// <summary>What the page says is wrong.</summary>
    static string Words(Answer page) => page.Document.QuerySelector(".errors")!.TextContent;

    internal static async Task<string> UntilToldAsync(DeskHouse house, string subject)
    {
        await Eventually.HoldsAsync($"the coordinator is told: {subject}", () => house.Mail.All.Any(IsIt));
        return house.Mail.All.First(IsIt).Text;

        bool IsIt((string To, string Subject, string Text) mail) => mail.To == DeskHouse.Coordinator && mail.Subject == subject;
    }
}
