using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Desk;

/// <summary>Whatever is wrong with a launch: 4xx that names the field and the line, the form as typed, nothing stored.</summary>
[Collection(DeskCollection.Name)]
public sealed class LaunchRefusalTests(DeskFixture fixture)
{
    [Theory]
    [MemberData(nameof(BrokenLaunches.All), MemberType = typeof(BrokenLaunches))]
    public async Task A_field_that_is_wrong_is_named_on_the_page_and_to_scripts(string field, string value, int line)
    {
        var house = await fixture.GetQuietAsync();
        var form = Launches.Form((field, value));
        if (field == "closesAt") form.Remove("window");
        if (field is "closesAt" or "opensAt" or "embargoUntil") form["timeZone"] = "UTC";

        var page = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new FormUrlEncodedContent(form)));
        Assert.Equal(422, page.Status);
        Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-" + field.Replace('.', '-')
            && (line == 0 || link.TextContent.Contains($"line {line}", StringComparison.Ordinal)));
        foreach (var (name, typed) in form)
            if (name is not ("signatories" or "vetting" or "approval"))
                Assert.Equal(Sent(typed), Sent(page.Value(name) ?? ""));

        var json = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(form)));
        Assert.Equal(422, json.Status);
        Assert.Contains("application/problem+json", json.Response.Content.Headers.ContentType!.ToString());
        Assert.Contains(Errors(json), error => error.Field == field && (line == 0 ? error.Line is null : error.Line == line) && error.Message.Length > 5);
        Assert.Equal(0, await house.StoredAsync());
    }

    [Theory]
    [InlineData("title")]
    [InlineData("language")]
    [InlineData("statement")]
    [InlineData("window")]
    [InlineData("coordinator")]
    public async Task What_is_missing_is_asked_for(string field)
    {
        var house = await fixture.GetQuietAsync();
        var json = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(Launches.Form((field, null)))));
        Assert.Equal(422, json.Status);
        Assert.Contains(Errors(json), error => error.Field == field);
        Assert.Equal(0, await house.StoredAsync());
    }

    [Theory]
    [InlineData("""{"title": 5}""", "title", null)]
    [InlineData("""{"title": ["a"]}""", "title", null)]
    [InlineData("""{"statement": {"en": "x"}}""", "statement", null)]
    [InlineData("""{"window": 6}""", "window", null)]
    [InlineData("""{"minimumSignatures": true}""", "minimumSignatures", null)]
    [InlineData("""{"addressees": 5}""", "addressees", null)]
    [InlineData("""{"addressees": ["broken"]}""", "addressees", 1)]
    [InlineData("""{"addressees": [{"office": "Minister", "planet": "Mars"}]}""", "addressees", 1)]
    [InlineData("""{"addressees": [{"office": 5}]}""", "addressees", 1)]
    [InlineData("""{"invitations": [["Committee"]]}""", "invitations", 1)]
    [InlineData("""{"invitations": {"a": "b"}}""", "invitations", null)]
    [InlineData("""{"reminders": ["50%", {}]}""", "reminders", 2)]
    [InlineData("""{"surprise": "x"}""", "surprise", null)]
    [InlineData("""{"title": "a", "title": "b"}""", "title", null)]
    [InlineData("""{"coordinator": null}""", "coordinator", null)]
    public async Task A_wrong_type_is_named(string body, string field, int? line)
    {
        var house = await fixture.GetQuietAsync();
        var json = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new StringContent(body, Encoding.UTF8, "application/json")));
        Assert.Equal(422, json.Status);
        Assert.Contains(Errors(json), error => error.Field == field && error.Line == line);
        Assert.Equal(0, await house.StoredAsync());
    }

    [Theory]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json; charset=utf-16", "{}", 422)]
    [InlineData("application/json; charset=nonsense", "{\"title\":\"\\ud800\"}", 400, 422)]
    [InlineData("text/plain", "title=x", 415)]
    [InlineData("application/xml", "<title/>", 415)]
    [InlineData("multipart/form-data", "no boundary", 400)]
    [InlineData("multipart/form-data; boundary=x", "--y", 400, 422)]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "title=%ff%fe%00&%=&&==", 400, 422)]
    [InlineData("", "", 400, 415, 422)]
    public async Task What_is_no_form_is_told_so(string type, string body, params int[] statuses)
    {
        var house = await fixture.GetQuietAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await Answer.OfAsync(await house.ScriptAsync("/campaigns", content));
        Assert.Contains(answer.Status, statuses);
        Assert.Equal(0, await house.StoredAsync());
    }

    [Fact]
    public async Task What_is_too_large_is_told_so()
    {
        var house = await fixture.GetQuietAsync();
        var answer = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new ByteArrayContent(new byte[Limits.LaunchBytes + 1])));
        Assert.Equal(413, answer.Status);
    }

    // A browser ends lines as it likes, and a single-line input drops what it cannot hold.
    static string Sent(string text) => string.Concat(text.Where(c => c is not ('\r' or '\n' or '\0' or '\uFFFD')));

    static IReadOnlyList<(string Field, int? Line, string Message)> Errors(Answer answer)
    {
        using var problem = JsonDocument.Parse(answer.Body);
        return [.. problem.RootElement.GetProperty("errors").EnumerateArray().Select(error => (
            error.GetProperty("field").GetString()!,
            error.GetProperty("line") is { ValueKind: JsonValueKind.Number } line ? line.GetInt32() : (int?)null,
            error.GetProperty("message").GetString()!))];
    }
}
