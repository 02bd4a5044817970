using System.Net;
using System.Security.Cryptography;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Fuzz;

/// <summary>
/// The whole app with campaigns in every state, links, sessions and keys: all that a request may be made of. What people
/// typed here carries <see cref="Marker"/>, so that it can be recognised where it must not be.
/// </summary>
sealed class FuzzHouse : IAsyncDisposable
{
    public const string Marker = "xq7typed";
    readonly ECDsa webhook;

    FuzzHouse(DeskHouse house, LogTrap log, ECDsa webhook) => (House, Log, this.webhook) = (house, log, webhook);

    public DeskHouse House { get; }
    public LogTrap Log { get; }
    /// <summary>Takes signatures all through the run.</summary>
    public string Open { get; private set; } = "";
    /// <summary>Campaigns that requests may end: scheduled, open, waiting for approval, cancelled.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];
    /// <summary>A campaign whose letters have left: their events come in.</summary>
    public string Sent { get; private set; } = "";
    public string Network { get; private set; } = "";
    /// <summary>Tokens of <c>/sign/</c> links.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];
    public string CoordinatorCookie { get; private set; } = "";
    public string OperatorCookie { get; private set; } = "";
    public IReadOnlyList<Door> Doors { get; private set; } = [];

    public static async Task<FuzzHouse> OpenAsync()
    {
        var log = new LogTrap();
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var house = new FuzzHouse(await DeskHouse.OpenAsync(builder =>
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Information);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SendGrid:WebhookPublicKey"] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            });
        }), log, key);
        await house.FurnishAsync();
        return house;
    }

    /// <summary>SendGrid's signature of a body at the app's time.</summary>
    public (string Signature, string Timestamp) Sign(byte[] body)
    {
        var timestamp = House.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        byte[] signed = [.. System.Text.Encoding.UTF8.GetBytes(timestamp), .. body];
        lock (webhook) return (Convert.ToBase64String(webhook.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)), timestamp);
    }

    async Task FurnishAsync()
    {
        Network = (await House.Get<Networks.NetworkDesk>().CreateAsync("Sample Network")).Id;
        Doors = DoorList.Of(House);
        Open = await LaunchAsync("open", ("signatories", "both"), ("statement.fr", "Nous demandons."));
        var waiting = await LaunchAsync("waiting", ("opensAt", "2026-05-01T10:00Z"));
        var vetted = await LaunchAsync("vetted", ("vetting", "coordinator"), ("approval", "always"));
        var cancelled = await LaunchAsync("cancelled", ("opensAt", "2026-05-01T10:00Z"));
        var hidden = await LaunchAsync("hidden", ("embargoUntil", "2026-04-01T10:00Z"));
        Others = [waiting, vetted, cancelled, hidden];
        await House.ScriptAsync($"/desk/{cancelled}/cancel", new FormUrlEncodedContent([new("reason", $"because {Marker}")]));
        foreach (var id in new[] { Open, vetted, hidden }) await House.UntilAsync($"/desk/{id}", said => said.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        Links = [await SignAsync(Open, 1, confirm: true), await SignAsync(Open, 2, confirm: false), await SignAsync(vetted, 3, confirm: true), .. await InvitationsAsync(Open)];

        Sent = await LaunchAsync("sent", ("approval", "automatic"));
        await House.UntilAsync($"/desk/{Sent}", said => said.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        await House.ScriptAsync($"/desk/{Sent}/close", new FormUrlEncodedContent([new("x", "")]));
        await House.UntilAsync($"/desk/{Sent}", said => said.Contains("\"state\":\"dispatched\"", StringComparison.Ordinal));
        Others = [.. Others, Sent];

        CoordinatorCookie = await CookieAsync(DeskHouse.Coordinator);
        OperatorCookie = await CookieAsync(DeskHouse.Operator);
        Log.Forbid([Marker, .. Links, CoordinatorCookie.Split('=')[1], OperatorCookie.Split('=')[1], DeskHouse.Coordinator, DeskHouse.Operator]);
        House.Mail.Answer = HttpStatusCode.BadRequest; // from here on no mail is kept: the run's memory is the app's
    }

    Task<string> LaunchAsync(string title, params (string, string?)[] changes) => House.LaunchAsync(
    [
        ("title", $"{title} {Marker}"), ("window", "P30D"), ("reminders", ""),
        ("addressees", $"Minister {Marker}; Ministry; AT; minister@{Marker}.example.org; de; Dear Minister"),
        ("invitations", $"Sample Committee; NO; Kari {Marker}; kari@{Marker}.example.org; en"), .. changes,
    ]);

    async Task<string> SignAsync(string id, int number, bool confirm)
    {
        var email = $"speaker{number}@{Marker}.example.org";
        var link = await House.Mail.LinkAfterAsync(email, "/sign/", async () =>
        {
            var asked = await House.ScriptAsync($"/campaigns/{id}/signatures", new FormUrlEncodedContent(Person(email)));
            Assert.Equal(303, (int)asked.StatusCode);
        });
        if (confirm) Assert.Equal(303, (await DeskHouse.SendAsync(House.Browser, await DeskHouse.GetAsync(House.Browser, link))).Status);
        return link["/sign/".Length..];
    }

    public static Dictionary<string, string> Person(string email) => new()
    {
        ["kind"] = "organisation",
        ["organisation"] = $"Committee {Marker}",
        ["country"] = "NO",
        ["name"] = $"Kari {Marker}",
        ["role"] = "chair",
        ["email"] = email,
        ["publication"] = "public",
        ["language"] = "en",
    };

    async Task<IEnumerable<string>> InvitationsAsync(string id)
    {
        var campaign = (await House.Get<CampaignStore>().FindAsync(id))!;
        var key = await House.Get<KeyRing>().GetAsync(id);
        return (await House.Get<CampaignStore>().InvitationsAsync(campaign)).Select(one => SignTokens.ForInvitation(key, id, one.Number));
    }

    async Task<string> CookieAsync(string email)
    {
        var browser = await House.SignInAsync(email);
        return browser.DefaultRequestHeaders.GetValues("Cookie").Single();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        webhook.Dispose();
    }
}
