using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Access;
using Campaigns.Drafting;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Fuzz;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Security;

/// <summary>One person of each role at the doors of one house: each sends what would be right, if they may.</summary>
sealed class Cast : IAsyncDisposable
{
    /// <summary>As the columns of the table.</summary>
    public static readonly string[] Roles = ["nobody", "signatory", "other coordinator", "coordinator", "operator", "key"];

    readonly DeskHouse house;
    readonly Dictionary<string, string> cookies = [];
    readonly Dictionary<string, string> links = [];
    readonly HttpClient http;
    string draft = "", review = "", campaign = "", network = "", invitation = "", otherInvitation = "", updates = "";

    Cast(DeskHouse house)
    {
        this.house = house;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
    }

    public IReadOnlyList<Door> Doors => DoorList.Of(house);

    public static async Task<Cast> GatherAsync()
    {
        var cast = new Cast(await DeskHouse.OpenAsync());
        var house = cast.house;
        cast.campaign = await house.LaunchAsync(("reminders", ""), ("window", "P2D"));
        await house.UntilAsync($"/desk/{cast.campaign}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        cast.draft = (await house.Get<DraftDesk>().CreateAsync(new("A draft", "en", "UTC"), DeskHouse.Coordinator)).Id;
        cast.review = await ReviewAsync(house, cast.draft);
        cast.invitation = await cast.TokenAsync("kari@example.org", "/sign/");
        var key = await house.Get<KeyRing>().GetAsync(cast.campaign);
        cast.updates = SignTokens.ForUpdates(key, cast.campaign, SignatureBook.IdOf(key, "kari@example.org"));
        cast.otherInvitation = await cast.TokenAsync("jan@example.org", "/sign/");
        foreach (var (role, email) in new[] { ("other coordinator", DeskHouse.OtherCoordinator), ("coordinator", DeskHouse.Coordinator), ("operator", DeskHouse.Operator), ("watcher", DeskHouse.Watcher) })
        {
            cast.cookies[role] = (await house.SignInAsync(email)).DefaultRequestHeaders.GetValues("Cookie").Single();
            cast.links[role] = (await house.AskForLinkAsync(house.NewBrowser(), email)).Split('/')[^1];
        }
        cast.network = (await house.Get<Networks.NetworkDesk>().CreateAsync("Sample Network")).Id;
        return cast;
    }

    /// <summary>What this role gets at this door: the status, or "sign in" where it is led to.</summary>
    public async Task<string> TryAsync(Door door, string role)
    {
        using var answer = await SendAsync(door, role);
        return answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith("/signin?next=", StringComparison.Ordinal)
            ? "sign in" : $"{(int)answer.StatusCode}";
    }

    /// <summary>As a browser with its form, or as a script with JSON.</summary>
    public async Task<HttpResponseMessage> SendAsync(Door door, string role, bool asJson = false)
    {
        var path = "/" + door.Route.Replace("{id}", campaign, StringComparison.Ordinal)
            .Replace("{draft}", draft, StringComparison.Ordinal).Replace("{act}", "reviewers", StringComparison.Ordinal)
            .Replace("{token}", Token(door, role), StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal)
            .Replace("{network}", network, StringComparison.Ordinal).Replace("{change}", "preset", StringComparison.Ordinal)
            .Replace("{action}", door.Route.Split('/')[0] switch { "account" => door.Route is not "account/{action}" ? "begin" : "end-others", "ops" => "retry", "networks" => "rename", _ => "extend" }, StringComparison.Ordinal)
            .Replace("{step}", "begin", StringComparison.Ordinal)
            .Replace("{name}", door.Route.StartsWith("assets", StringComparison.Ordinal) ? Functions.Doors.AssetFiles.Address("style.css")["/assets/".Length..] : "Nobody", StringComparison.Ordinal)
            .Replace("{instanceId}", "nobody", StringComparison.Ordinal).Replace("{eventName}", "Doorbell", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(door.Method), path);
        if (cookies.TryGetValue(role, out var cookie)) request.Headers.Add("Cookie", cookie);
        if (role == "key") request.Headers.Add("x-functions-key", DeskHouse.Key);
        if (door.Method == "POST") request.Content = door.Route.StartsWith("runtime", StringComparison.Ordinal) ? new StringContent("{}", null, "application/json")
            : asJson ? JsonContent.Create(Fields(door, path, null, asJson)) : new FormUrlEncodedContent(Fields(door, path, cookie, asJson));
        if (asJson) request.Headers.Add("Accept", "application/json");
        return await http.SendAsync(request);
    }

    /// <summary>The newest rows of the audit trail.</summary>
    public async Task<IReadOnlyList<JsonElement>> TrailAsync() =>
        [.. JsonDocument.Parse(await (await house.LookAsync("/ops/audit")).Content.ReadAsStringAsync()).RootElement.GetProperty("rows").EnumerateArray()];

    /// <summary>These pages as this role sees them.</summary>
    public async Task<IReadOnlyList<Answer>> PagesAsync(string role, params string[] paths)
    {
        var pages = new List<Answer>();
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path.Replace("{id}", campaign, StringComparison.Ordinal)) { Headers = { { "Cookie", cookies[role] } } };
            pages.Add(await Answer.OfAsync(await http.SendAsync(request)));
            Assert.Equal(200, pages[^1].Status);
        }
        return pages;
    }

    /// <summary>Closes the campaign and waits until its letters have left.</summary>
    public async Task DispatchAsync()
    {
        await ActAsync("close", new { reason = "because" });
        await house.UntilAsync($"/desk/{campaign}", text => text.Contains("\"state\":\"dispatched\"", StringComparison.Ordinal));
    }

    /// <summary>Destroys its personal data.</summary>
    public async Task PurgeAsync()
    {
        await ActAsync("purge", new { why = PurgeRecord.Reasons[0], confirm = "yes" });
        await house.UntilAsync($"/desk/{campaign}", text => text.Contains("\"state\":\"archived\"", StringComparison.Ordinal));
    }

    async Task ActAsync(string action, object fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/{campaign}/{action}") { Content = JsonContent.Create(fields), Headers = { { "x-functions-key", DeskHouse.Key } } };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    string Token(Door door, string role)
    {
        var forged = new string('A', 43);
        if (door.Route.StartsWith("signin", StringComparison.Ordinal)) return links.GetValueOrDefault(role, forged);
        if (role != "signatory") return forged;
        if (door.Route.StartsWith("sign/review", StringComparison.Ordinal)) return review;
        if (door.Route.StartsWith("updates/", StringComparison.Ordinal)) return updates;
        return door.Route.EndsWith("decline", StringComparison.Ordinal) ? otherInvitation : invitation;
    }

    Dictionary<string, string> Fields(Door door, string path, string? cookie, bool asJson)
    {
        var fields = IsLaunch(door) ? Launches.Form(("reminders", "")) : FuzzHouse.Person("ana@example.org");
        if (!IsLaunch(door)) fields["reason"] = "because";
        if (door.Route.StartsWith("updates/", StringComparison.Ordinal)) fields[UpdatesDoor.Field] = UpdatesDoor.OneClick;
        if (door.Route.EndsWith("/updates", StringComparison.Ordinal)) (fields["updates"], fields["subject"], fields["text"]) = ("yes", "News", "There is news.");
        if (door.Route.EndsWith("bulk", StringComparison.Ordinal)) (fields["step"], fields["act"]) = ("preview", "hold");
        if (!IsLaunch(door)) fields["closesAt"] = "2026-03-20T10:00";
        if (door.Route.EndsWith("{change}", StringComparison.Ordinal)) fields["preset"] = Networks.Offices.OfficePresets.Names[^1];
        if (door.Route == "ops/deliveries/resend") (fields["kind"], fields["one-0"]) = ("letter", $"{campaign}/letter|01|0001/1");
        if (door.Route == "desk/drafts") fields["language"] = "en";
        if (door.Route.StartsWith("desk/drafts", StringComparison.Ordinal)) (fields["title"], fields["reviewers"]) = ("A draft", "Eva Example; eva@example.org");
        if (door.Route.StartsWith("sign/review", StringComparison.Ordinal)) (fields["act"], fields["version"]) = ("approve", "1");
        var ofPage = door.Route.StartsWith("ops", StringComparison.Ordinal) || door.Route.Contains("{act}", StringComparison.Ordinal) || door.Route == "campaigns/rehearsal" ? path[..path.LastIndexOf('/')] : path;
        var ofSession = door.Route.StartsWith("sign", StringComparison.Ordinal) && door.Route != "signout" || door.Route == "code" || door.Route.EndsWith("check-mail", StringComparison.Ordinal) || door.Route.EndsWith("signatures", StringComparison.Ordinal);
        fields[FormState.TokenField] = house.Get<FormTokens>().Create(ofPage, ofSession || cookie is null ? "" : house.Get<KeyRing>().Access.Hash("session", cookie.Split('=')[1]));
        if (asJson) fields.Remove(FormState.TokenField);
        return fields;
    }

    static bool IsLaunch(Door door) => door.Route is "campaigns" or "campaigns/rehearsal";

    static async Task<string> ReviewAsync(DeskHouse house, string draft)
    {
        var writer = house.Get<DraftWriter>();
        await writer.DecideAsync(draft, new DraftCommand.Save("en", "Free them.", 0, DeskHouse.Coordinator));
        await writer.DecideAsync(draft, new DraftCommand.AddReviewers([new(0, "Ana Example", "ana@example.org", "en")]));
        await writer.DecideAsync(draft, new DraftCommand.OpenRound(Launches.Now.AddDays(3)));
        return (await house.Mail.LinkAsync("ana@example.org", "/sign/review/"))["/sign/review/".Length..];
    }

    async Task<string> TokenAsync(string email, string path) => (await house.Mail.LinkAsync(email, path))[path.Length..];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await house.DisposeAsync();
    }
}
