using Campaigns.Functions.Pages;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Look;

/// <summary>Pages that coordinators get for something that they have sent: refused, or shown before it is done.</summary>
static class CoordinatorAnswers
{
    static readonly (string, string)[] Launch =
    [
        ("title", "Let him enter"), ("statement", "We ask the government to let him enter."), ("window", "P2D"), ("reminders", "50%"), ("minimumSignatures", "3"),
        ("addressees", "The Minister; Ministry of Examples; NO; minister@example.org; en; Dear Minister"), ("invitations", "Sample Committee; NO; Kari Example; kari@example.org; en"),
    ];

    static readonly (string, string)[] BrokenLaunch =
    [
        ("title", ""), ("statement", "We ask."), ("window", "P2D"), ("closesAt", "2026-01-01T10:00"), ("addressees", "a; b"), ("invitations", "a; ZZ\nb"), ("minimumSignatures", "x"), ("reminders", "x"), ("timeZone", "Mars"),
    ];

    public static async IAsyncEnumerable<(string What, string Html)> AllAsync(DeskHouse house, HttpClient person, CoordinatorRooms rooms)
    {
        var (desk, sent, network) = ($"/desk/{rooms.Open}", $"/desk/{rooms.Sent}", $"/networks/{rooms.Network}");
        yield return await SendAsync("launch-empty", 422, "/campaigns/new", "/campaigns");
        yield return await SendAsync("launch-refused", 422, "/campaigns/new", "/campaigns", BrokenLaunch);
        yield return await SendAsync("launch-expired", 400, "/campaigns/new", "/campaigns", [.. Launch, (FormState.TokenField, "old")]);
        yield return await RehearseAsync();
        yield return await SendAsync("extend-refused", 422, desk, desk + "/extend", ("closesAt", "2020-01-01T10:00"));
        yield return await SendAsync("invite-refused", 422, desk, desk + "/invite", ("invitations", "x"));
        yield return await SendAsync("bulk-empty", 422, desk + "/bulk", desk + "/bulk");
        yield return await SendAsync("bulk-preview", 200, desk + "/bulk", desk + "/bulk", ("domain", "example.org"), ("act", "hold"));
        yield return await SendAsync("update-refused", 422, desk + "/updates", null, ("step", "preview"));
        yield return await SendAsync("update-preview", 200, desk + "/updates", null, ("step", "preview"), ("subject", "Two ministers have answered"), ("text", "The ministers of **Norway** and Georgia have answered."), ("subject.fr", "Deux ministres"), ("text.fr", "Ils ont répondu."));
        yield return await SendAsync("reply-refused", 422, sent + "/letters/1", sent + "/letters/1/reply", ("words", ""));
        yield return await SendAsync("network-refused", 422, "/networks", "/networks", ("name", ""));
        yield return await SendAsync("organisation-refused", 422, network, network + "/organisation", ("organisation", ""), ("country", "ZZ"));
        yield return await SendAsync("import-preview", 200, network, network + "/import", ("csv", "organisation,country\nHouse of Examples,NO\nOther House,PL\n"));
        yield return await SendAsync("import-refused", 200, network, network + "/import", ("csv", "organisation,country\nHouse of Examples,NO\n,XX\n"));
        yield return await SendAsync("offices-import-refused", 200, network + "/offices", network + "/offices/import", ("csv", "kind,office,body,country,email,language,salutation\nQ,,,,x\n"));

        async Task<(string, string)> SendAsync(string what, int status, string path, string? action, params (string, string)[] typed)
        {
            var answer = await DeskHouse.SendAsync(person, await DeskHouse.GetAsync(person, path), action, typed);
            Assert.Equal((what, status), (what, answer.Status));
            return (what, answer.Body);
        }

        async Task<(string, string)> RehearseAsync()
        {
            var page = await DeskHouse.GetAsync(person, "/campaigns/new");
            page.Document.Forms.Last(form => form.GetAttribute("action") == "/campaigns").SetAttribute("action", "/campaigns/rehearsal"); // as its second button does
            var answer = await DeskHouse.SendAsync(person, page, "/campaigns/rehearsal", Launch);
            Assert.Equal(200, answer.Status);
            return ("rehearsed", answer.Body);
        }
    }
}
