using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Campaigns.Rehearsals;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Rehearsals;

/// <summary>A launch played to its end before it is one: the same order and the same texts as the campaign, and nothing left of it.</summary>
public sealed partial class RehearsalTests
{
    static readonly (string Name, string? Value)[] Urgent =
    [
        ("title", "Let the singer enter"), ("window", "PT6H"), ("timeZone", "Europe/Vienna"), ("reminders", "50%, 80%, PT1H"), ("approval", "automatic"), ("vetting", "none"),
        ("signatories", "organisations"), ("minimumSignatures", ""), ("minimumCountries", ""),
        ("invitations", string.Join('\n', Enumerable.Range(1, 5).Select(n => $"Committee {n}; NO; Person {n}; person{n}@example.org; en"))),
        ("addressees", "Minister; Ministry; AT; minister@example.org; en; Dear Minister\nMission; Permanent Mission; AT; mission@example.org; en; Your Excellency"),
    ];

    /// <summary>With a threshold that is missed twice: the deadline is put off, everyone is told, the coordinator is asked.</summary>
    static readonly (string Name, string? Value)[] PutOff = [.. Urgent.Where(field => field.Name != "minimumSignatures"), ("minimumSignatures", "40"), ("whenMissed", "extend"), ("extendBy", "PT2H")];

    [Fact]
    public async Task A_missed_threshold_is_rehearsed_and_then_runs_in_the_same_order_with_the_same_texts()
    {
        await using var house = await DeskHouse.OpenAsync();
        var rehearsal = await RehearseAsync(house, PutOff);
        var steps = rehearsal["moments"]!.AsArray().Select(moment => (string?)moment!["step"] ?? (string)moment["act"]!).ToList();
        Assert.Equal(["decide-extension", "move-deadline", "tell-deadline", "close", "decide-approval", "approve", "dispatch"], steps.SkipWhile(step => step != "decide-extension").Take(7));
        var mails = Mails(rehearsal);
        Assert.Equal(5, mails.Count(mail => mail.Subject.StartsWith("More time to sign", StringComparison.Ordinal))); // three signed and the guest, one was silent; who declined is left in peace

        var real = await RunAsync(house, rehearsal, PutOff);

        Assert.Equal(mails.Select(Said), real.Select(Said));
    }

    [Fact]
    public async Task S1_is_rehearsed_and_then_runs_in_the_same_order_with_the_same_texts_and_nothing_is_left_of_the_rehearsal()
    {
        await using var house = await DeskHouse.OpenAsync();
        var before = await EverythingAsync(house);

        var rehearsal = await RehearseAsync(house);

        Assert.Equal(before, await EverythingAsync(house));
        Assert.Equal((4, 3), ((int)rehearsal["organisations"]!, (int)rehearsal["mailed"]! / 5));
        var mails = Mails(rehearsal);
        Assert.Equal(mails.Count, house.Mail.All.Count(mail => mail.To == DeskHouse.Coordinator));
        Assert.DoesNotContain(house.Mail.All, mail => mail.To != DeskHouse.Coordinator);
        Assert.All(house.Mail.All, mail => Assert.StartsWith("[Rehearsal] ", mail.Subject, StringComparison.Ordinal));

        var real = await RunAsync(house, rehearsal);

        Assert.Equal(mails.Select(Said), real.Select(Said));
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_the_form_is_kept()
    {
        await using var house = await DeskHouse.OpenAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var form = await DeskHouse.GetAsync(browser, "/campaigns/new");
        var refused = await PostAsync(browser, form, ("title", ""), ("statement", "Let her in."));
        Assert.Equal((422, "Let her in."), (refused.Status, refused.Value("statement")));

        var shown = await PostAsync(browser, form, [.. Urgent.Select(field => (field.Name, field.Value ?? "")), ("statement", "Let her in."), ("language", "en"), ("coordinator", DeskHouse.Coordinator)]);
        Assert.Equal(200, shown.Status);
        Assert.Contains("Committee 3 declines", shown.Text, StringComparison.Ordinal);
        Assert.Equal("Let the singer enter", shown.Value("title")); // and the form to launch it, as it was
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, shown, "/campaigns")).Status);
    }

    /// <summary>Every template, so that no rule of a launch keeps a rehearsal from its end.</summary>
    [Theory]
    [InlineData("S1")]
    [InlineData("S2")]
    [InlineData("S3")]
    [InlineData("S4")]
    [InlineData("S5")]
    [InlineData("S6")]
    [InlineData("S7")]
    [InlineData("S8")]
    [InlineData("S9")]
    public async Task Each_known_campaign_comes_to_its_end(string template)
    {
        await using var house = await DeskHouse.OpenAsync();
        var fields = JsonNode.Parse(await (await house.LookAsync($"/campaigns/new?template={template}")).Content.ReadAsStringAsync())!.AsObject()
            .ToDictionary(field => field.Key, field => (string?)field.Value ?? "");
        foreach (var (name, value) in Urgent.Where(field => field.Name is "title" or "invitations" or "addressees" or "timeZone")) fields[name] = value!;
        (fields["statement"], fields["language"], fields["coordinator"]) = ("Let her in.", "en", DeskHouse.Coordinator);
        if (fields.GetValueOrDefault("signatories") == "individuals") fields.Remove("invitations");
        if (fields.GetValueOrDefault("window", "").Length == 0) fields["closesAt"] = "2026-03-10T12:00";

        var answer = await Answer.OfAsync(await house.ScriptAsync("/campaigns/rehearsal", new FormUrlEncodedContent(fields), "application/json"));

        Assert.True(answer.Status == 200, answer.Body);
        var acts = JsonNode.Parse(answer.Body)!["moments"]!.AsArray().Select(moment => (string?)moment!["step"] ?? (string)moment["act"]!).ToList();
        Assert.Equal("report", acts.Last(act => act != "follow-up"));
        Assert.Contains("sign", acts);
    }

    /// <summary>The process died: an hour later the tables go, and no others.</summary>
    [Fact]
    public async Task What_a_crash_left_behind_is_swept()
    {
        await using var house = await DeskHouse.OpenAsync();
        var service = house.Get<TableServiceClient>();
        var stage = new RehearsalStage(service, house.Get<CampaignsOptions>(), house.Time.GetUtcNow(), house.Get<Networks.NetworkStore>());
        await stage.Tables.CreateAsync();
        var all = await TablesAsync(service);
        await house.Get<Rehearsal>().SweepAsync();
        Assert.Equal(all, await TablesAsync(service));

        house.Time.Advance(TimeSpan.FromHours(1.1));
        await house.Get<Rehearsal>().SweepAsync();

        Assert.Equal(all.Where(name => !name.StartsWith("Rehearsal", StringComparison.Ordinal)), await TablesAsync(service));
    }

    static async Task<JsonNode> RehearseAsync(DeskHouse house, (string Name, string? Value)[]? fields = null)
    {
        var form = Launches.Form(fields ?? Urgent);
        form["coordinator"] = DeskHouse.Coordinator;
        var answer = await Answer.OfAsync(await house.ScriptAsync("/campaigns/rehearsal", new FormUrlEncodedContent(form), "application/json"));
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    static List<(string To, string Subject, string Text)> Mails(JsonNode rehearsal) =>
        [.. rehearsal["moments"]!.AsArray().SelectMany(moment => moment!["mails"]!.AsArray()).Select(mail => ((string)mail!["to"]!, (string)mail["subject"]!, (string)mail["text"]!))];

    /// <summary>Links, codes and what hangs on them differ from campaign to campaign, and the certificate of the list on its salts; all else must not.</summary>
    static string Said((string To, string Subject, string Text) mail) => $"{mail.To}\n{mail.Subject}\n{Own().Replace(mail.Text, "...")}";

    [GeneratedRegex(@"https://\S+|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[0-9a-f]{64}\b")]
    private static partial Regex Own();

    static async Task<Answer> PostAsync(HttpClient browser, Answer page, params (string Field, string Value)[] typed)
    {
        var fields = page.Document.Forms.Single(form => form.GetAttribute("action") == "/campaigns").Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>()
            .Where(input => input.Type == "hidden").ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (field, value) in typed) fields[field] = value;
        return await Answer.OfAsync(await browser.PostAsync("/campaigns/rehearsal", new FormUrlEncodedContent(fields)));
    }

    static async Task<IReadOnlyList<string>> TablesAsync(TableServiceClient service) => await service.QueryAsync().Select(table => table.Name).Order().ToListAsync();

    static async Task<IReadOnlyList<string>> EverythingAsync(DeskHouse house)
    {
        var service = house.Get<TableServiceClient>();
        var rows = new List<string>();
        foreach (var table in await TablesAsync(service))
            if (!table.Contains("Partitions", StringComparison.Ordinal)) // the hub's heart beats
                rows.AddRange(await service.GetTableClient(table).QueryAsync<TableEntity>().Where(row => !IsOfATimer(table, row)).Select(row => $"{table} {row.PartitionKey} {row.RowKey}").ToListAsync());
        return rows;
    }

    /// <summary>What timers write on their first round, whenever that comes.</summary>
    static bool IsOfATimer(string table, TableEntity row) =>
        table.EndsWith("Timers", StringComparison.Ordinal) || (table == "Alarms" && row.PartitionKey == "watch") || (table == "CampaignIndex" && row.PartitionKey == "tally");

    /// <summary>The real campaign, whose people do what the rehearsal's did, at the same moments.</summary>
    static async Task<List<(string To, string Subject, string Text)>> RunAsync(DeskHouse house, JsonNode rehearsal, (string Name, string? Value)[]? fields = null)
    {
        var before = house.Mail.All.Count;
        var form = Launches.Form(fields ?? Urgent);
        form["coordinator"] = DeskHouse.Coordinator;
        var id = (await Answer.OfAsync(await house.ScriptAsync("/campaigns", new FormUrlEncodedContent(form)))).Location!.Split('/')[^1];
        var seen = new List<(string To, string Subject, string Text)>();
        foreach (var moment in rehearsal["moments"]!.AsArray())
        {
            var (at, who) = ((DateTimeOffset)moment!["at"]!, (string)moment["who"]!);
            if (at > house.Time.GetUtcNow()) house.Time.Advance(at - house.Time.GetUtcNow());
            if ((string)moment["act"]! is "ask") await AskAsync(house, id, who);
            if ((string)moment["act"]! is "sign") await AnswerAsync(house, id, who, "");
            if ((string)moment["act"]! is "decline") await AnswerAsync(house, id, who, "/decline");
            if ((string)moment["act"]! is "approve") await house.UntilAsync($"/desk/{id}", said => said.Contains("\"state\":\"approval\"", StringComparison.Ordinal));
            if ((string)moment["act"]! is "approve") Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/approve", System.Net.Http.Json.JsonContent.Create(new { }), "application/json")).StatusCode);
            var expected = before + seen.Count + moment["mails"]!.AsArray().Count;
            await Eventually.HoldsAsync($"{expected} mails", () => house.Mail.All.Count >= expected);
            seen.AddRange(house.Mail.All.Skip(before + seen.Count).Take(moment["mails"]!.AsArray().Count).OrderBy(mail => mail.To, StringComparer.Ordinal));
        }
        return seen;
    }

    static async Task AskAsync(DeskHouse house, string id, string who)
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("organisation", who), ("country", "NO"), ("name", "Sample Person"), ("email", "guest@example.org"));
        Assert.Equal(303, asked.Status);
    }

    static async Task AnswerAsync(DeskHouse house, string id, string who, string act)
    {
        _ = id;
        var to = who.StartsWith("Committee ", StringComparison.Ordinal) ? $"person{who["Committee ".Length..]}@example.org" : "guest@example.org";
        var link = await house.Mail.LinkAsync(to, "/sign/") + act;
        var page = await DeskHouse.GetAsync(house.Browser, link);
        var action = page.Document.Forms.Select(form => form.GetAttribute("action")!).First(path => path.StartsWith("/sign/", StringComparison.Ordinal) && path.EndsWith(act, StringComparison.Ordinal));
        (string, string)[] typed = to.StartsWith("person", StringComparison.Ordinal) && act.Length == 0 ? [("name", $"Person {who["Committee ".Length..]}")] : [];
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page, action, typed)).Status);
    }
}
