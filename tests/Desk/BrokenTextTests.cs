using System.Text;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Desk;

/// <summary>Bytes in an urlencoded form that are no text: the field is named, the rest is kept, nothing is stored.</summary>
[Collection(DeskCollection.Name)]
public sealed class BrokenTextTests(DeskFixture fixture)
{
    static readonly string[] Broken =
    [
        "%00", "a%00b", "%07", "a%0D%0ABcc:%20x@example.org", "a%E2%80%A8b", "%E2%80%AEabc", // NUL, bell, a line break, separators, reversal
        "a%ED%A0%80", "a%ED%B0%80b", // half characters
        "a%", "a%z", "a%zz", "%FFa", "a%C0%AF", "a%E2%82", "a\u00FF", // no escape, no UTF-8, cut short, a bare byte
        "a%EF%BF%BE", "a%EF%BF%BD", // no character, and what others put in its place
    ];

    public static TheoryData<string, string> Fields() => new()
    {
        { "signatures", "organisation" }, { "signatures", "name" }, { "signatures", "role" }, { "signatures", "email" }, { "signatures", "country" },
        { "signatures", "kind" }, { "signatures", "publication" }, { "signatures", "language" }, { "signin", "email" },
        { "launch", "title" }, { "launch", "language" }, { "launch", "window" }, { "launch", "timeZone" }, { "launch", "approval" }, { "launch", "coordinator" },
        { "launch", "addressees" }, { "launch", "invitations" }, { "launch", "reminders" }, { "launch", "minimumSignatures" },
        { "desk/cancel", "reason" }, { "desk/extend", "closesAt" }, { "desk/vet", "accept" }, { "desk/resend", "round" }, { "ops/retry", "reason" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task The_field_is_named(string door, string field)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"), ("signatories", "both"));
        var before = await house.StoredAsync(id);
        var (path, fields) = Form(door, id);
        fields.Remove(field);
        var rest = await new FormUrlEncodedContent(fields).ReadAsStringAsync();
        foreach (var value in Broken)
        {
            var body = new ByteArrayContent(Encoding.Latin1.GetBytes($"{rest}&{field}={value}")) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };
            var page = await Answer.OfAsync(await house.ScriptAsync(path, body));
            Assert.True(page.Status == 422, $"{value}: {page.Status}");
            Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-" + field);
            if (door == "signatures" && field != "name") Assert.Equal("Kari Example", page.Value("name"));
        }
        Assert.Equal(before, await house.StoredAsync(id));
    }

    [Fact]
    public async Task A_statement_is_refused_for_the_same_and_may_have_line_breaks()
    {
        var house = await fixture.GetQuietAsync();
        var rest = await new FormUrlEncodedContent(Launches.Form(("statement", null))).ReadAsStringAsync();
        foreach (var value in new[] { "%00", "a%07", "a%ED%A0%80", "a%zz", "%FFa", "a%EF%BF%BE" })
        {
            var page = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new StringContent($"{rest}&statement={value}", null, "application/x-www-form-urlencoded")));
            Assert.Equal(422, page.Status);
            Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-statement");
        }
        Assert.Equal(0, await house.StoredAsync());
    }

    [Fact]
    public async Task A_multipart_form_is_read_as_strictly()
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var form = new MultipartFormDataContent { { new ByteArrayContent([(byte)'a', 0, 0xFF]), "reason" } };
        var page = await Answer.OfAsync(await house.ScriptAsync($"/desk/{id}/cancel", form));
        Assert.Equal(422, page.Status);
        Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-reason");
    }

    static (string Path, Dictionary<string, string> Fields) Form(string door, string id) => door switch
    {
        "signatures" => ($"/campaigns/{id}/signatures", new()
        {
            ["kind"] = "organisation",
            ["organisation"] = "Committee",
            ["country"] = "NO",
            ["name"] = "Kari Example",
            ["role"] = "chair",
            ["email"] = "kari@example.org",
            ["publication"] = "public",
            ["language"] = "en",
        }),
        "signin" => ("/signin", new() { ["email"] = "kari@example.org" }),
        "launch" => ("/campaigns", Launches.Form(("timeZone", "UTC"))),
        _ => ($"/{door.Split('/')[0]}/{id}/{door.Split('/')[1]}",
            new() { ["signature"] = "x", ["accept"] = "yes", ["round"] = "1", ["addressee"] = "1", ["reason"] = "because", ["closesAt"] = "2026-06-01T10:00" }),
    };
}
