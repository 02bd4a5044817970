using System.Net;

namespace Campaigns.Tests.Scenarios;

/// <summary>Every door of the contract, knocked at from outside: status, type, the headers that keep a page to itself.</summary>
public sealed class DoorTests(SharedRuns runs)
{
    const string Unknown = "abcdefghijklmnop"; // of the form of an id, and nobody's

    public static TheoryData<string, string, int, string?> Open { get; } = new()
    {
        { "GET", "/", 200, "text/html" },
        { "GET", "/?lang=fr", 200, "text/html" },
        { "GET", "/campaigns/{id}", 200, "text/html" },
        { "GET", "/campaigns/{id}?lang=ru", 200, "text/html" },
        { "GET", "/campaigns/{id}/signatories", 200, "text/html" },
        { "GET", "/campaigns/{id}/signatories.csv", 200, "text/csv" },
        { "GET", "/campaigns/{id}/signatories.json", 200, "application/json" },
        { "GET", "/signin", 200, "text/html" },
        { "GET", "/health", 200, "application/json" },
        { "GET", $"/campaigns/{Unknown}", 404, "text/html" },
        { "GET", $"/campaigns/{Unknown}/signatories", 404, "text/html" },
        { "GET", $"/campaigns/{Unknown}/signatories.csv", 404, "text/html" },
        { "GET", "/campaigns/..%2f..%2fetc", 404, null },
        { "GET", "/sign/nothing-of-ours", 404, "text/html" },
        { "POST", "/sign/nothing-of-ours", 404, "text/html" },
        { "POST", "/sign/nothing-of-ours/withdraw", 404, "text/html" },
        { "POST", "/sign/nothing-of-ours/decline", 404, "text/html" },
        { "GET", "/signin/nothing-of-ours", 410, "text/html" },
        { "POST", $"/campaigns/{Unknown}/signatures", 404, "text/html" },
        { "POST", "/webhooks/sendgrid", 401, null },
        { "GET", "/campaigns/new", 303, null },
        { "POST", "/campaigns", 303, null },
        { "GET", "/desk", 303, null },
        { "GET", "/desk/{id}", 303, null },
        { "POST", "/desk/{id}/close", 303, null },
        { "GET", "/ops", 303, null },
        { "GET", "/runtime/webhooks/durabletask/instances/{id}", 401, null },
        { "GET", "/admin/host/status", 404, null },
        { "GET", "/there-is-no-such-door", 404, null },
    };

    [Theory]
    [MemberData(nameof(Open))]
    public async Task AVisitorIsAnswered(string method, string path, int status, string? type)
    {
        var (stage, id) = await SceneAsync();
        using var visitor = stage.Visitor();
        path = path.Replace("{id}", id, StringComparison.Ordinal);

        var page = method == "GET" ? await visitor.OpenAsync(path) : await visitor.PostAsync(path, []);

        Assert.Equal((HttpStatusCode)status, page.Status);
        if (type is not null) Assert.Equal(type, page.ContentType);
        if (status == 303) Assert.StartsWith("/signin", page.Location, StringComparison.Ordinal);
        AssertKeepsToItself(page);
        Assert.Equal(0, visitor.Cookies);
    }

    [Theory]
    [InlineData("GET", "/campaigns/{id}", 200)]
    [InlineData("GET", $"/campaigns/{Unknown}", 404)]
    [InlineData("GET", "/sign/nothing-of-ours", 404)]
    [InlineData("POST", "/sign/nothing-of-ours", 404)]
    [InlineData("POST", "/campaigns", 401)]
    [InlineData("POST", "/campaigns/{id}/signatures", 422)]
    [InlineData("GET", "/desk/{id}", 401)]
    [InlineData("POST", "/desk/{id}/close", 401)]
    [InlineData("GET", "/ops", 401)]
    public async Task AScriptIsAnsweredInJson(string method, string path, int status)
    {
        var (stage, id) = await SceneAsync();
        using var visitor = stage.Visitor();

        var page = await visitor.JsonAsync(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal), method == "POST" ? new { } : null);

        Assert.Equal((HttpStatusCode)status, page.Status);
        Assert.Equal(status < 400 ? "application/json" : "application/problem+json", page.ContentType);
        if (status >= 400) Assert.Equal(status, page.Json().GetProperty("status").GetInt32());
        AssertKeepsToItself(page);
    }

    [Theory]
    [InlineData("/desk", 200)]
    [InlineData("/desk/{id}", 200)]
    [InlineData($"/desk/{Unknown}", 404)]
    [InlineData("/ops", 200)]
    [InlineData("/campaigns/new", 200)]
    [InlineData("/runtime/webhooks/durabletask/instances/{id}", 202)]
    public async Task TheKeyOpens(string path, int status)
    {
        var (stage, id) = await SceneAsync();
        using var visitor = stage.Visitor();
        path = path.Replace("{id}", id, StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode)status, (await visitor.JsonAsync(HttpMethod.Get, path, null, ("x-functions-key", stage.Key))).Status);
        var wrong = await visitor.JsonAsync(HttpMethod.Get, path, null, ("x-functions-key", stage.Key + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(0, visitor.Cookies);
    }

    [Theory]
    [InlineData("title", null)]
    [InlineData("statement", null)]
    [InlineData("window", "a while")]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("reminders", "soon")]
    [InlineData("addressees", "Minister; Government; XX; nobody; en; Hello")]
    [InlineData("invitations", "Org; ZZ; ; not-an-address; en")]
    [InlineData("signatories", "everybody")]
    public async Task AWrongLaunchIsRefusedAndNamesTheField(string field, string? value)
    {
        var (stage, _) = await SceneAsync();
        using var visitor = stage.Visitor();
        var before = (await visitor.ReadJsonAsync("/")).GetProperty("campaigns").GetArrayLength();
        var launch = new Dictionary<string, string>
        {
            ["title"] = "Never to be seen",
            ["language"] = "en",
            ["statement"] = "No.",
            ["window"] = "PT1H",
            ["timeZone"] = "UTC",
            ["coordinator"] = Stage.CoordinatorAddress,
        };
        if (value is null) launch.Remove(field);
        else launch[field] = value;

        var page = await visitor.JsonAsync(HttpMethod.Post, "/campaigns", launch, ("x-functions-key", stage.Key));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(page.Json().GetProperty("errors").EnumerateArray(), error => error.GetProperty("field").GetString() == field);
        Assert.DoesNotContain("Never to be seen", (await visitor.OpenAsync("/")).Body, StringComparison.Ordinal);
        Assert.True((await visitor.ReadJsonAsync("/")).GetProperty("campaigns").GetArrayLength() >= before);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\"'>", "text is shown as text")]
    [InlineData("a\r\nBcc: all@example.org", "a line is one line")]
    public async Task WhatIsTypedIsShownAsText(string typed, string because)
    {
        var (stage, id) = await SceneAsync();
        using var visitor = stage.Visitor();
        var page = await visitor.OpenAsync($"/campaigns/{id}");

        var answer = await visitor.PostAsync($"/campaigns/{id}/signatures",
            page.Form($"/campaigns/{id}/signatures").FilledIn(("organisation", typed), ("country", "PL"), ("name", "Ewa"), ("email", "nobody")));

        Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, because);
        Assert.Empty(answer.Html.QuerySelectorAll("script"));
        Assert.Contains(answer.Html.QuerySelectorAll("input"), input => input.GetAttribute("name") == "name" && input.GetAttribute("value") == "Ewa");
        AssertKeepsToItself(answer);
    }

    static void AssertKeepsToItself(Page page)
    {
        Assert.DoesNotContain("Set-Cookie", page.Headers.Keys);
        if (!page.IsHtml) return;
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Empty(page.Html.QuerySelectorAll("script, style, [style]"));
        Assert.DoesNotContain(page.Html.QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!), link => !link.StartsWith('/'));
    }

    /// <summary>An open campaign to knock at; made once.</summary>
    async Task<(Stage Stage, string Id)> SceneAsync()
    {
        var stage = await runs.StageAsync();
        using var coordinator = new Coordinator(stage);
        var id = await coordinator.LaunchAsync(
            new { title = "A campaign to knock at", language = "en", statement = "Hear us.", window = "PT2H", timeZone = "UTC", signatories = "both", coordinator = Stage.CoordinatorAddress },
            $"door-tests-{stage.Key}");
        await coordinator.WaitUntilAsync(id, "open");
        return (stage, id);
    }
}
