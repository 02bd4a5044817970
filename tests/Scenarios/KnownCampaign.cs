using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Proof;

namespace Campaigns.Tests.Scenarios;

/// <summary>One house for all of them; time only goes forward in it.</summary>
public sealed class KnownCampaignHouse : IAsyncDisposable
{
    readonly Lazy<Task<DeskHouse>> house = new(() => DeskHouse.OpenAsync());

    public Task<DeskHouse> GetAsync() => house.Value;

    public DateTimeOffset Now => house.Value.GetAwaiter().GetResult().Time.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        if (house.IsValueCreated) await (await house.Value).DisposeAsync();
    }
}

/// <summary>A campaign that was launched from a template, and what people do with it through the doors.</summary>
sealed class KnownCampaign(DeskHouse house, string template, string id)
{
    public static readonly string[] Countries = ["NO", "PL", "FR", "AT"];

    string Address(int invited) => $"{template}.{invited}@example.org";

    /// <summary>Invited people sign: the link of their mail, and the button.</summary>
    public async Task SignAsync(params int[] invited)
    {
        foreach (var number in invited)
        {
            var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(Address(number), "/sign/"));
            var action = page.Document.Forms.Select(form => form.GetAttribute("action")!).First(path => path.StartsWith("/sign/", StringComparison.Ordinal) && path.Split('/').Length == 3);
            Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page, action, ("name", $"Speaker {number}"), ("role", "chair"))).Status);
        }
    }

    /// <summary>Somebody who is invited says no.</summary>
    public async Task DeclineAsync(int invited)
    {
        var page = await DeskHouse.GetAsync(house.Browser, $"{await house.Mail.LinkAsync(Address(invited), "/sign/")}/decline");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page)).Status);
    }

    public Task EventuallyToldAsync(string address, string subject) => Eventually.HoldsAsync($"“{subject}” to {address}", () => CountTo(address, subject) > 0);

    /// <summary>Messages whose subject begins so.</summary>
    public int CountTo(string address, string subject) => house.Mail.All.Count(mail => mail.To == address && mail.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Somebody comes by and signs through the public form.</summary>
    public async Task JoinAsync(string kind, string name, string email, params (string Field, string Value)[] more)
    {
        var form = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}");
        var asked = await DeskHouse.SendAsync(house.Browser, form, $"/campaigns/{id}/signatures",
            [("kind", kind), ("organisation", kind == "organisation" ? name : ""), ("country", "UA"), ("name", "Ana Example"), ("role", "chair"), ("email", email), .. more]);
        Assert.True(asked.Status == 303, asked.Text);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/")))).Status);
    }

    /// <summary>The newest update to somebody, whose subject it is given.</summary>
    public async Task<string> UpdateToAsync(string email, string subject)
    {
        await Eventually.HoldsAsync($"the update “{subject}” to {email}", () => house.Mail.All.Any(mail => mail.To == email && mail.Subject == subject));
        return house.Mail.All.Last(mail => mail.To == email && mail.Subject == subject).Text;
    }

    /// <summary>The report on the letters, ready to be sent.</summary>
    public async Task<(string Field, string Value)[]> ReportAsync()
    {
        using var updates = JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}/updates")).Content.ReadAsStringAsync());
        var report = updates.RootElement.GetProperty("report")[0];
        return [("step", "send"), ("subject", report.GetProperty("subject").GetString()!), ("text", report.GetProperty("text").GetString()!)];
    }

    public async Task VetAsync(string organisation, string accept)
    {
        var signature = (await DeskAsync()).GetProperty("signatories").EnumerateArray().Single(one => one.GetProperty("organisation").GetString() == organisation);
        await ActAsync("vet", ("signature", signature.GetProperty("id").GetString()!), ("accept", accept));
    }

    public async Task ActAsync(string action, params (string Field, string Value)[] fields) =>
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/{action}", JsonContent.Create(fields.ToDictionary(field => field.Field, field => field.Value)))).StatusCode);

    public async Task<JsonElement> DeskAsync()
    {
        using var desk = JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync());
        return desk.RootElement.Clone();
    }

    public Task UntilAsync(string state) => house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));

    /// <summary>Lets time pass in a few steps: what was asked for at the end of one is done before the next.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        const int steps = 4;
        for (var step = 0; step < steps; step++)
        {
            house.Time.Advance(time / steps);
            var now = house.Time.GetUtcNow();
            await Eventually.HoldsAsync("what is due is done", async () => !await IsBehindAsync(now));
        }
    }

    async Task<bool> IsBehindAsync(DateTimeOffset now) =>
        (await DeskAsync()).GetProperty("nextDueAt") is { ValueKind: JsonValueKind.String } due && due.GetDateTimeOffset() <= now;

    public async Task<string> PublicListAsync() => await (await house.Browser.GetAsync($"/campaigns/{id}/signatories.csv")).Content.ReadAsStringAsync();

    public async Task<string> PublicPageAsync() => await (await house.Browser.GetAsync($"/campaigns/{id}")).Content.ReadAsStringAsync();

    public string InvitationTo(int invited) => house.Mail.With(Address(invited), "/sign/")[0];

    public int RemindersTo(int invited) => house.Mail.With(Address(invited), "/sign/").Count - 1;

    /// <summary>The letter to one addressee as it would leave now, or left.</summary>
    public async Task<JsonElement> LetterAsync(int addressee)
    {
        using var letter = JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}/letters/{addressee}")).Content.ReadAsStringAsync());
        return letter.RootElement.Clone();
    }

    public (string To, string Subject, string Text) LastTo(string address) => house.Mail.All.Last(mail => mail.To == address);

    /// <summary>An office has written back.</summary>
    public async Task AnsweredAsync(int addressee) => Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/letters/{addressee}/reply",
        JsonContent.Create(new { kind = "answer", received = house.Time.GetUtcNow(), words = "We have looked at it." }), "application/json")).StatusCode);

    /// <summary>How many reminders to offices are done, of how many.</summary>
    public async Task<(int Done, int All)> RemindersToOfficesAsync()
    {
        var plans = (await DeskAsync()).GetProperty("letters").GetProperty("followUps").EnumerateArray().ToList();
        return (plans.Count(plan => plan.GetProperty("sentAt").ValueKind == JsonValueKind.String), plans.Count);
    }

    /// <summary>The evidence of a round holds, offline and by the site, and carries this root.</summary>
    /// <param name="root">Null: whichever it is.</param>
    public async Task ProvesAsync(int round, string? root)
    {
        var folder = Directory.CreateTempSubdirectory("round-");
        try
        {
            var bundle = Path.Combine(folder.FullName, "evidence.zip");
            await File.WriteAllBytesAsync(bundle, await (await house.LookAsync($"/desk/{id}/evidence.zip?round={round}")).Content.ReadAsByteArrayAsync());
            var (code, said) = await NodeScript.RunAsync("evidence.mjs", folder, [bundle, .. root is null ? Array.Empty<string>() : [root]]);
            Assert.True(code == 0, said);
            var list = Path.Combine(folder.FullName, "list.json");
            await File.WriteAllTextAsync(list, await (await house.LookAsync($"/campaigns/{id}/list.json?round={round}")).Content.ReadAsStringAsync());
            (code, said) = await NodeScript.RunAsync("verify.mjs", folder, [list, .. root is null ? Array.Empty<string>() : [root]]);
            Assert.True(code == 0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async Task<byte[]> PaperAsync(int addressee) => await (await house.LookAsync($"/desk/{id}/letters/{addressee}/letter.pdf")).Content.ReadAsByteArrayAsync();

    /// <summary>The text of the one message to an office.</summary>
    public string LetterTo(string address) => Assert.Single(house.Mail.All, mail => mail.To == address).Text;

    public int CountTo(string address) => house.Mail.CountTo(address);

    public int LettersSent() => CountTo($"{template}.minister@example.org") + CountTo($"{template}.mission@example.org");
}
