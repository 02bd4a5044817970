using System.Net;
using System.Text.Json;

namespace Campaigns.Tests.Scenarios;

/// <summary>Whoever runs a campaign: by a script with the key, or signed in with a browser.</summary>
public sealed class Coordinator(Stage stage) : IDisposable
{
    public Visitor Visitor { get; } = stage.Visitor();

    (string, string) Key => ("x-functions-key", stage.Key);

    /// <summary>Launches as a script does and returns the id.</summary>
    public async Task<string> LaunchAsync(object campaign, string? idempotencyKey = null)
    {
        (string, string)[] headers = idempotencyKey is null ? [Key] : [Key, ("Idempotency-Key", idempotencyKey)];
        var answer = await Visitor.JsonAsync(HttpMethod.Post, "/campaigns", campaign, headers);
        Assert.True(answer.Status == HttpStatusCode.Accepted, $"{answer.Status} {answer.Body}");
        return answer.Json().GetProperty("id").GetString()!;
    }

    /// <summary>Asks for a link, reads the mail, opens the link, presses the button.</summary>
    public async Task<Page> SignInAsync(string address = Stage.CoordinatorAddress)
    {
        var known = (await stage.Mail.ToAsync(address, "Your link to sign in")).Select(mail => mail.Id).ToHashSet();
        var sent = await Visitor.SubmitAsync(await Visitor.OpenAsync("/signin"), "/signin", ("email", address));
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        var mail = await Eventually.SeeAsync("the mail with the link to sign in", async () =>
            (await stage.Mail.ToAsync(address, "Your link to sign in")).FirstOrDefault(mail => !known.Contains(mail.Id)));
        return await Visitor.SubmitAsync(await Visitor.OpenAsync(mail.ActPath()), mail.ActPath());
    }

    /// <summary>Fills in the form and returns the id, from the address of the desk that it leads to.</summary>
    public async Task<string> LaunchByFormAsync(params (string Name, string Value)[] fields)
    {
        var form = (await Visitor.OpenAsync("/campaigns/new")).Form("/campaigns");
        var answer = await Visitor.PostAsync(form.Action, form.FilledIn(fields));
        Assert.True(answer.Status == HttpStatusCode.SeeOther, $"{answer.Status} {(answer.IsHtml ? answer.Shown : answer.Body)}");
        Assert.StartsWith("/desk/", answer.Location, StringComparison.Ordinal);
        return answer.Location!["/desk/".Length..].Split('?')[0];
    }

    /// <summary>The desk's JSON, by key.</summary>
    public async Task<JsonElement> DeskAsync(string id)
    {
        var page = await Visitor.JsonAsync(HttpMethod.Get, $"/desk/{id}", null, Key);
        Assert.True(page.Status == HttpStatusCode.OK, $"{page.Status} {page.Body}");
        return page.Json();
    }

    /// <summary>An action of the desk, by key.</summary>
    public Task<Page> ActAsync(string id, string action, object fields) => Visitor.JsonAsync(HttpMethod.Post, $"/desk/{id}/{action}", fields, Key);

    /// <summary>The campaign's public JSON, once its state is one of these.</summary>
    public Task<Standing> WaitUntilAsync(string id, params string[] states) => Eventually.SeeAsync(
        $"campaign {id} becomes {string.Join(" or ", states)}",
        async () => (await StandingAsync(id)) is { } now && states.Contains(now.State) ? now : null);

    public async Task<Standing> StandingAsync(string id) =>
        (await Visitor.ReadJsonAsync($"/campaigns/{id}")).Deserialize<Standing>(JsonSerializerOptions.Web)!;

    public void Dispose() => Visitor.Dispose();
}

/// <summary>A campaign's public JSON, as the contract has it.</summary>
public sealed record Standing(
    string Id, string Title, string State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, string TimeZone,
    int Organisations, int Countries, int Individuals, string TextHash, StandingLetters Letters);

public sealed record StandingLetters(int Total, int Accepted, int Delivered, int Bounced, int Failed);
