using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Networks;
using Campaigns.Networks.Offices;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Drafting;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// The campaigns of the field, S1 to S9: each from its template through the doors to its letters, in virtual time where it is long.
/// </summary>
public sealed class KnownCampaignTests(KnownCampaignHouse fixture) : IClassFixture<KnownCampaignHouse>
{
    const string Offices = "Minister; Ministry; AT; {0}.minister@example.org; de; Dear Minister\nMission; Mission to the OSCE; AT; {0}.mission@example.org; en; Your Excellency";

    [Fact] // A colleague is refused entry; organisations sign within hours, letters leave at the moment of the close.
    public async Task S1_an_urgent_statement_is_signed_within_hours_and_leaves_when_it_closes()
    {
        var run = await LaunchAsync("S1", 4);
        await run.SignAsync(1, 2, 3);
        await run.PassAsync(TimeSpan.FromHours(5.6)); // past all three reminders; who has not answered got the last that was due
        Assert.Equal(0, run.RemindersTo(1));
        Assert.InRange(run.RemindersTo(4), 1, 3);
        await run.PassAsync(TimeSpan.FromHours(0.5));
        await run.UntilAsync("dispatched");
        var desk = await run.DeskAsync();
        Assert.Equal((3, 3), (desk.GetProperty("organisations").GetInt32(), desk.GetProperty("countries").GetInt32()));
        Assert.Equal(2, run.LettersSent());
    }

    [Fact] // A release appeal: nothing leaves below the threshold before a person says so; who does not answer is reminded until they do.
    public async Task S2_an_appeal_that_misses_its_threshold_waits_for_its_coordinator_and_offices_are_reminded_until_they_answer()
    {
        var run = await LaunchAsync("S2", 4);
        await run.SignAsync(1, 2);
        await run.PassAsync(TimeSpan.FromDays(7.1));
        await run.UntilAsync("approval");
        Assert.Equal(0, run.LettersSent());
        await run.ActAsync("approve");
        await run.UntilAsync("dispatched");
        Assert.Equal(2, run.LettersSent());

        await run.AnsweredAsync(1);
        await run.PassAsync(TimeSpan.FromDays(14.1)); // P14D of the template
        Assert.Equal((1, 2), (run.CountTo("S2.minister@example.org"), run.CountTo("S2.mission@example.org")));
        var reminder = run.LastTo("S2.mission@example.org");
        Assert.StartsWith("Reminder: From S2", reminder.Subject, StringComparison.Ordinal);
        Assert.Contains("have not had an answer yet", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("We ask of S2", reminder.Text, StringComparison.Ordinal);
        Assert.Equal((1, 2), await run.RemindersToOfficesAsync());

        await run.AnsweredAsync(2);
        await run.PassAsync(TimeSpan.FromDays(20)); // P1M
        Assert.Equal(3, run.LettersSent());
        Assert.Equal((2, 2), await run.RemindersToOfficesAsync());
    }

    [Fact] // Months around an event; letters at two moments on the way, each with the list as it stood; the public joins the organisations, and hears what became of it.
    public async Task S3_a_campaign_of_ten_months_sends_two_rounds_on_its_way_tells_those_who_want_to_know_and_the_last_when_the_worlds_press_is_there()
    {
        var run = await LaunchAsync("S3", 2, ("addressees", Offices.Replace("{0}", "S3", StringComparison.Ordinal).Replace("Dear Minister", "Dear Minister; ; Governments", StringComparison.Ordinal)),
            ("rounds", "Before the summit; P3M; Governments\nHalf a year later; P7M"), ("urgent", "yes")); // the test leaps over mornings
        await run.SignAsync(1);
        await run.PassAsync(TimeSpan.FromDays(95));
        Assert.Equal(0, run.LettersSent()); // nothing leaves before a person says so
        Assert.Contains("wait", run.LastTo("S3.coordinator@example.org").Subject, StringComparison.Ordinal);
        await run.ActAsync("round-approve", ("number", "1"));
        await run.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (run.CountTo("S3.minister@example.org"), run.CountTo("S3.mission@example.org")));

        await run.JoinAsync("individual", "Ana Example", "ana.s3@example.org", ("updates", "yes"));
        await run.ActAsync("updates", ("step", "send"), ("subject", "Five months"), ("text", "The games begin in **five months**."));
        Assert.Contains("The games begin", await run.UpdateToAsync("ana.s3@example.org", "Five months"), StringComparison.Ordinal);
        await run.ActAsync("round-approve", ("number", "2")); // beforehand: it leaves at its time
        await run.PassAsync(TimeSpan.FromDays(120));
        Assert.Equal("open", (await run.DeskAsync()).GetProperty("state").GetString());
        var rounds = (await run.DeskAsync()).GetProperty("rounds").EnumerateArray().ToList();
        Assert.Equal([(1, 0), (1, 1)], rounds.Select(round => (round.GetProperty("organisations").GetInt32(), round.GetProperty("individuals").GetInt32())));
        Assert.Equal((2, 1), (run.CountTo("S3.minister@example.org"), run.CountTo("S3.mission@example.org")));
        var roots = rounds.Select(round => round.GetProperty("list").GetProperty("root").GetString()!).ToList();
        Assert.Contains(roots[1], run.LastTo("S3.mission@example.org").Text, StringComparison.Ordinal);
        foreach (var (round, root) in new[] { (11, roots[0]), (12, roots[1]) }) await run.ProvesAsync(round, root);

        await run.PassAsync(TimeSpan.FromDays(95));
        Assert.InRange(run.RemindersTo(2), 1, 3);
        await run.UntilAsync("approval");
        await run.ActAsync("approve");
        await run.UntilAsync("dispatched");
        Assert.Equal((3, 2), (run.CountTo("S3.minister@example.org"), run.CountTo("S3.mission@example.org")));
        Assert.Equal((1, 1), ((await run.DeskAsync()).GetProperty("organisations").GetInt32(), (await run.DeskAsync()).GetProperty("individuals").GetInt32()));
        var report = await run.ReportAsync();
        await run.ActAsync("updates", report);
        Assert.Contains("1 organisation and 1 individual from 2 countries", await run.UpdateToAsync("ana.s3@example.org", report[1].Value), StringComparison.Ordinal);
        await run.ProvesAsync(1, null);
        await run.ProvesAsync(11, roots[0]); // the first list is still what it was
    }

    [Fact] // For named prisoners: names are withheld, and counted.
    public async Task S4_withheld_names_count_and_stand_in_no_public_list()
    {
        var run = await LaunchAsync("S4", 3, ("minimumSignatures", "3"), ("minimumCountries", "3"));
        await run.SignAsync(1, 2, 3);
        Assert.DoesNotContain("Committee 1 of S4", await run.PublicListAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("From S4", run.InvitationTo(1), StringComparison.Ordinal); // neutral mail
        await run.PassAsync(TimeSpan.FromDays(32));
        await run.UntilAsync("dispatched");
        Assert.Equal(3, (await run.DeskAsync()).GetProperty("organisations").GetInt32());
    }

    [Fact] // The same with too few names at the deadline: a week more, once, and everyone is told.
    public async Task S4_where_too_few_have_signed_has_a_week_more_once_and_everyone_is_told()
    {
        var run = await LaunchAsAsync("S4-late", "S4", 3, ("minimumSignatures", "3"), ("minimumCountries", ""), ("mustSign", "Committee 3 of S4-late; FR"));
        await run.SignAsync(1, 2);
        var before = (await run.DeskAsync()).GetProperty("conditions");
        Assert.Equal(("extend", false), (before.GetProperty("atDeadline").GetString(), before.GetProperty("mustSign")[0].GetProperty("signed").GetBoolean()));
        var page = await run.PublicPageAsync();
        Assert.Contains("the deadline is extended once", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 3", page, StringComparison.Ordinal);
        var mails = run.CountTo("S4-late.3@example.org");
        await run.PassAsync(TimeSpan.FromDays(32)); // past P1M of the template
        var desk = await run.DeskAsync();
        Assert.Equal("open", desk.GetProperty("state").GetString());
        Assert.InRange((desk.GetProperty("closesAt").GetDateTimeOffset() - desk.GetProperty("extendedFrom").GetDateTimeOffset()).Days, 7, 15); // time leaps here, and a late decision takes nothing from people
        await run.EventuallyToldAsync("S4-late.3@example.org", "A date has changed"); // neutral mail, as this campaign's
        Assert.True(run.CountTo("S4-late.3@example.org") > mails);
        await run.SignAsync(3);
        await run.PassAsync(TimeSpan.FromDays(7.5));
        await run.UntilAsync("dispatched");
        Assert.Equal(3, (await run.DeskAsync()).GetProperty("organisations").GetInt32());
    }

    [Fact] // A common position that only counts if all of them stand behind it.
    public async Task S8_an_objection_too_many_ends_it_without_letters_where_that_was_said_beforehand()
    {
        var run = await LaunchAsAsync("S8-ended", "S8", 3, ("approval", "automatic"), ("whenMissed", "do-not-send"));
        await run.SignAsync(1);
        await run.DeclineAsync(2);
        var conditions = (await run.DeskAsync()).GetProperty("conditions");
        Assert.Equal((1, "do-not-send"), (conditions.GetProperty("objections").GetInt32(), conditions.GetProperty("atDeadline").GetString()));
        await run.PassAsync(TimeSpan.FromDays(14.1));
        await run.UntilAsync("cancelled");
        await run.EventuallyToldAsync("S8-ended.1@example.org", "Not sent: From S8-ended");
        await run.EventuallyToldAsync("S8-ended.coordinator@example.org", "Nothing is sent");
        Assert.Equal(0, run.LettersSent());
        Assert.Equal(0, run.CountTo("S8-ended.2@example.org", "Not sent"));
        Assert.Contains("what had to be reached was not", await run.PublicPageAsync(), StringComparison.Ordinal);
    }

    [Fact] // An end-of-session statement: the group agrees on the text, it opens by itself, a deadline from outside, nothing public before it is delivered.
    public async Task S5_the_agreed_text_opens_by_itself_and_the_embargo_holds_text_names_and_letters_but_for_those_it_excepts()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "From S5", "We ask of S5, softly.", "Ana Example; ana.s5@example.org; en; House of Examples", "Ole Example; ole.s5@example.org");
        await draft.RoundAsync(TimeSpan.FromDays(3));
        var closes = fixture.Now.AddDays(6);
        var until = closes.AddDays(1);
        var fields = await FieldsAsync("S5", 2, ("window", ""), ("closesAt", Typed(closes)), ("embargoUntil", Typed(until)), ("embargoExcept", "reviewers, Missions"),
            ("addressees", Offices.Replace("{0}", "S5", StringComparison.Ordinal).Replace("Your Excellency", "Your Excellency; ; Missions", StringComparison.Ordinal)));
        foreach (var field in new[] { "title", "language", "statement" }) fields.Remove(field);
        Assert.Equal(202, (int)(await draft.AwaitAsync(fields)).StatusCode);

        await draft.ApproveAsync("ana.s5@example.org");
        await draft.ObjectAsync("ole.s5@example.org", "Too soft"); // stops it
        await draft.SaveAsync("We ask of S5.");
        await draft.ActAsync("wait");
        await draft.ApproveAsync("ana.s5@example.org");
        Assert.Null(await draft.CampaignAsync());
        await draft.ApproveAsync("ole.s5@example.org");
        var run = new KnownCampaign(house, "S5", (await draft.CampaignAsync())!);
        await run.UntilAsync("open");

        await run.SignAsync(1, 2);
        Assert.DoesNotContain("Committee 1 of S5", await run.PublicListAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("We ask of S5", await run.PublicPageAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("House of Examples", await run.PublicPageAsync(), StringComparison.Ordinal);
        Assert.Contains("Committee 1 of S5", await draft.ReviewerReadsAsync("ole.s5@example.org"), StringComparison.Ordinal); // reviewers are excepted
        await run.PassAsync(TimeSpan.FromDays(6.1));
        await run.UntilAsync("approval");
        Assert.Equal(0, run.LettersSent());
        await run.ActAsync("approve");
        await run.PassAsync(TimeSpan.FromHours(1));
        var (ahead, others) = (run.LastTo("S5.mission@example.org"), run.CountTo("S5.minister@example.org"));
        Assert.Equal((1, 0), (run.CountTo("S5.mission@example.org"), others));
        Assert.StartsWith("Under embargo until", ahead.Subject, StringComparison.Ordinal);
        Assert.Contains("please neither publish nor pass on", ahead.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 1 of S5", await run.PublicListAsync(), StringComparison.Ordinal);

        await run.PassAsync(TimeSpan.FromDays(1));
        await run.UntilAsync("dispatched");
        Assert.Equal((1, 1), (run.CountTo("S5.mission@example.org"), run.CountTo("S5.minister@example.org"))); // nobody has two
        Assert.DoesNotContain("embargo", run.LastTo("S5.minister@example.org").Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Committee 1 of S5", await run.PublicListAsync(), StringComparison.Ordinal);
        Assert.Contains("was approved by House of Examples", await run.PublicPageAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await run.DeskAsync()).GetProperty("letters").GetProperty("accepted").GetInt32());
    }

    [Fact] // To the delegations of all participating States: one letter each, in the form of address of its own language.
    public async Task S6_each_of_57_addressees_gets_one_letter_in_its_own_form_of_address()
    {
        var house = await fixture.GetAsync();
        var network = (await house.Get<NetworkDesk>().CreateAsync("Network of S6")).Id;
        await ChangeAsync(house, network, "preset", ("preset", "participating-states"));
        await ChangeAsync(house, network, "letterhead", ("letterhead", "Network of Committees"), ("letterheadContact", "1 Example Street, 0150 Oslo\noffice@example.org"));
        var run = await LaunchAsync($"S6&network={network}&offices=all", 2, StatesTexts.Versions);
        await run.SignAsync(1, 2);
        var before = await run.LetterAsync(1);
        await run.PassAsync(TimeSpan.FromDays(2.1));
        await run.UntilAsync("approval");
        Assert.Equal(0, house.Mail.All.Count(mail => mail.To.StartsWith("osce.", StringComparison.Ordinal)));
        await run.ActAsync("approve");
        await run.UntilAsync("dispatched");

        var letters = house.Mail.All.Where(mail => mail.To.StartsWith("osce.", StringComparison.Ordinal)).ToList();
        Assert.Equal((57, 57), (letters.Count, letters.Select(mail => mail.To).Distinct().Count()));
        var desk = await run.DeskAsync();
        Assert.Equal(57, desk.GetProperty("letters").GetProperty("accepted").GetInt32());
        Assert.Contains("Network of Committees", before.GetProperty("text").GetString(), StringComparison.Ordinal);
        var offices = OfficePresets.Missing("participating-states", []).ToDictionary(one => one.Email);
        Assert.All(letters, mail =>
        {
            var (salutation, closing) = (offices[mail.To].Forms[0].Salutation, offices[mail.To].Forms[0].Closing);
            Assert.Contains($"\n\n{salutation}\n\n", mail.Text, StringComparison.Ordinal);
            Assert.Contains($"\n\n{closing}\n\n", mail.Text, StringComparison.Ordinal);
        });
        Assert.True(letters.Select(mail => offices[mail.To].Forms[0].Language).Distinct().Count() >= 12);
        foreach (var (state, words) in StatesTexts.Looked)
        {
            var (mail, file) = (letters.Single(one => one.To == $"osce.{state}@example.org"), house.Mail.Files.Single(one => one.To == $"osce.{state}@example.org"));
            Assert.Contains(words, mail.Text, StringComparison.Ordinal);
            Assert.Empty(LetterWords.Missing(mail.Text, file.Bytes));
            if (Environment.GetEnvironmentVariable("CAMPAIGNS_SHOTS") is { Length: > 0 } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"{state}.pdf"), file.Bytes, TestContext.Current.CancellationToken);
        }
    }

    static async Task ChangeAsync(DeskHouse house, string network, string change, params (string Field, string Value)[] fields) =>
        Assert.Equal(200, (int)(await house.ScriptAsync($"/networks/{network}/offices/{change}", JsonContent.Create(fields.ToDictionary(field => field.Field, field => field.Value)))).StatusCode);

    [Fact] // A founding declaration: no closing date, each accession is vetted, the register is public.
    public async Task S7_an_open_declaration_lists_who_was_accepted_until_somebody_closes_it()
    {
        var run = await LaunchAsync("S7", 0);
        await run.JoinAsync("organisation", "Joining House", "join.s7@example.org");
        await run.JoinAsync("organisation", "Doubtful House", "doubt.s7@example.org");
        Assert.DoesNotContain("Joining House", await run.PublicListAsync(), StringComparison.Ordinal);
        await run.VetAsync("Joining House", "yes");
        await run.VetAsync("Doubtful House", "no");
        await run.PassAsync(TimeSpan.FromDays(1300)); // longer than any window may be
        var desk = await run.DeskAsync();
        Assert.Equal("open", desk.GetProperty("state").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null),
            (desk.GetProperty("closesAt").ValueKind, desk.GetProperty("keptUntil").ValueKind, desk.GetProperty("nextDueAt").ValueKind));
        Assert.Contains("without a deadline", await run.PublicPageAsync(), StringComparison.Ordinal);
        var list = await run.PublicListAsync();
        Assert.Contains("Joining House", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Doubtful House", list, StringComparison.Ordinal);
        await run.ActAsync("close");
        await run.UntilAsync("approval");
        await run.ActAsync("approve");
        await run.UntilAsync("dispatched");
        Assert.Equal(2, run.LettersSent());
    }

    [Fact] // A common position: members build the text, approve it, then sign it; others wait.
    public async Task S8_members_build_the_common_position_it_opens_when_all_approved_and_a_stranger_waits()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "From S8", "We think.", "Ana Example; ana.s8@example.org; en; Committee 1 of S8", "Ole Example; ole.s8known@example.org; fr; Committee 2 of S8");
        await draft.RoundAsync(TimeSpan.FromDays(3));
        var fields = await FieldsAsync("S8", 2);
        foreach (var field in new[] { "title", "language", "statement" }) fields.Remove(field);
        Assert.Equal(202, (int)(await draft.AwaitAsync(fields)).StatusCode);
        await draft.SaveAsync("We ask of S8.");
        await draft.SaveAsync("Nous demandons.", "fr");
        await draft.ApproveAsync("ana.s8@example.org");
        Assert.Null(await draft.CampaignAsync());
        await draft.ApproveAsync("ole.s8known@example.org", "fr");
        var run = new KnownCampaign(house, "S8", (await draft.CampaignAsync())!);
        await run.UntilAsync("open");
        Assert.Contains("was approved by Committee 1 of S8", await run.PublicPageAsync(), StringComparison.Ordinal);

        await run.SignAsync(1, 2);
        await run.JoinAsync("organisation", "Uninvited House", "someone@uninvited.example.net");
        var desk = await run.DeskAsync();
        Assert.Equal((2, 1), (desk.GetProperty("organisations").GetInt32(), desk.GetProperty("toVet").GetInt32()));
        await run.PassAsync(TimeSpan.FromDays(14.1));
        await run.UntilAsync("approval");
        await run.ActAsync("approve");
        await run.UntilAsync("dispatched");
        Assert.Equal(2, (await run.DeskAsync()).GetProperty("organisations").GetInt32());
    }

    [Fact] // A defender at risk: minutes count; the target closes it before its deadline.
    public async Task S9_an_alert_leaves_as_soon_as_enough_have_signed()
    {
        const string groups = "The Ambassador; Embassy of Norway; NO; S9.embassy@example.org; no; Deres Eksellense,; Med høyaktelse; Embassies; ; S9.secretary@example.org\n"
            + "The Special Rapporteur; Office of the Special Rapporteur; CH; S9.rapporteur@example.org; en; Dear Special Rapporteur,; Yours sincerely; Mechanisms\n"
            + "Le bureau; Fonds d’urgence; FR; S9.fund@example.org; fr; Madame, Monsieur,; ; Donors";
        const string covers = "Embassies; en; We ask you to visit her; in person, if you can.\nDonors; fr; Il faut un avocat dès demain.\nDonors; en; A lawyer is needed tomorrow.\n";
        var run = await LaunchAsync("S9", 4, ("target", "3"), ("addressees", groups), ("covers", covers + (await TemplateAsync("S9"))["covers"]));
        await run.SignAsync(1, 2, 3);
        Assert.DoesNotContain("From S9", run.InvitationTo(1), StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 1 of S9", await run.PublicListAsync(), StringComparison.Ordinal);
        for (var tries = 0; tries < 200 && (await run.DeskAsync()).GetProperty("state").GetString() != "dispatched"; tries++)
            await run.PassAsync(TimeSpan.FromSeconds(1)); // the watchdog looks every twenty seconds
        var desk = await run.DeskAsync();
        Assert.Equal("dispatched", desk.GetProperty("state").GetString());
        Assert.True(fixture.Now < desk.GetProperty("closesAt").GetDateTimeOffset());
        var (embassy, rapporteur, fund) = (run.LetterTo("S9.embassy@example.org"), run.LetterTo("S9.rapporteur@example.org"), run.LetterTo("S9.fund@example.org"));
        Assert.Contains("Deres Eksellense,\n\nWe ask you to visit her; in person, if you can.\n\nWe ask of S9.\n\nMed høyaktelse\n\n", embassy, StringComparison.Ordinal);
        Assert.Contains("Dear Special Rapporteur,\n\nWe write to you because a human rights defender is at risk", rapporteur, StringComparison.Ordinal);
        Assert.Contains("Madame, Monsieur,\n\nIl faut un avocat dès demain.\n\nWe ask of S9.\n\n", fund, StringComparison.Ordinal);
        Assert.Equal(embassy, run.LetterTo("S9.secretary@example.org")); // the copy
        Assert.Equal(3, desk.GetProperty("letters").GetProperty("total").GetInt32());
        foreach (var to in new[] { 1, 2, 3 })
        {
            var preview = await run.LetterAsync(to);
            Assert.True(preview.GetProperty("asSent").GetBoolean());
            Assert.Empty(LetterWords.Missing(preview.GetProperty("text").GetString()!, await run.PaperAsync(to)));
        }
    }

    static string Typed(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <param name="template">With whatever else the address says.</param>
    async Task<Dictionary<string, string?>> TemplateAsync(string template)
    {
        using var filled = JsonDocument.Parse(await (await (await fixture.GetAsync()).LookAsync($"/campaigns/new?template={template}")).Content.ReadAsStringAsync());
        return filled.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString());
    }

    Task<Dictionary<string, string>> FieldsAsync(string template, int invited, params (string Field, string Value)[] changes) => FieldsAsAsync(template[..2], template, invited, changes);

    /// <param name="template">From here on the name of the campaign, which its people and offices have in their addresses.</param>
    /// <param name="from">The template.</param>
    async Task<Dictionary<string, string>> FieldsAsAsync(string template, string from, int invited, params (string Field, string Value)[] changes)
    {
        var fields = await TemplateAsync(from);
        fields["title"] = $"From {template}";
        fields["language"] = "en";
        fields["statement"] = $"We ask of {template}.";
        fields["coordinator"] = $"{template}.coordinator@example.org";
        fields.TryAdd("addressees", Offices.Replace("{0}", template, StringComparison.Ordinal));
        fields["invitations"] = string.Join('\n', Enumerable.Range(1, invited).Select(n => $"Committee {n} of {template}; {KnownCampaign.Countries[n - 1]}; Speaker {n}; {template}.{n}@example.org; en"));
        foreach (var (field, value) in changes) fields[field] = value;
        return fields.Where(field => field.Value!.Length > 0).ToDictionary(field => field.Key, field => field.Value!);
    }

    Task<KnownCampaign> LaunchAsync(string template, int invited, params (string Field, string Value)[] changes) => LaunchAsAsync(template[..2], template, invited, changes);

    async Task<KnownCampaign> LaunchAsAsync(string template, string from, int invited, params (string Field, string Value)[] changes)
    {
        var house = await fixture.GetAsync();
        var launched = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(await FieldsAsAsync(template, from, invited, changes))));
        Assert.True(launched.Status == 202, launched.Body);
        using var answer = JsonDocument.Parse(launched.Body);
        var run = new KnownCampaign(house, template, answer.RootElement.GetProperty("id").GetString()!);
        await run.UntilAsync("open");
        return run;
    }
}
