using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Campaigns.Signatures;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Fuzz;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Security;

/// <summary>Every limit: what is just within it is taken, one more is refused with a reason.</summary>
[Collection(DeskCollection.Name)]
public sealed class LimitTests(DeskFixture fixture)
{
    static string Many(int count, Func<int, string> entry, string between = "\n") => string.Join(between, Enumerable.Range(1, count).Select(entry));
    static string Addressee(int n) => $"Office {n}; Ministry; AT; office{n}@example.org; de; Dear Minister";
    static string Invitation(int n) => $"Committee {n}; NO; Kari; kari{n}@example.org; en";
    /// <summary>An address of so many characters.</summary>
    static string Email(int length) => new string('a', 60) + "@" + Many(10, _ => new string('b', 20), ".")[..(length - 61 - ".example.org".Length)] + ".example.org";

    public static TheoryData<string, string, string, string> Launch() => new()
    {
        { "title", new('t', Limits.Title), new('t', Limits.Title + 1), $"title TooLong({Limits.Title})" },
        { "statement", new('s', Limits.Statement), new('s', Limits.Statement + 1), $"statement TooLarge({Limits.Statement})" },
        { "statement", new('ж', Limits.Statement / 2), new('ж', (Limits.Statement / 2) + 1), $"statement TooLarge({Limits.Statement})" },
        { "addressees", Many(Limits.Addressees, Addressee), Many(Limits.Addressees + 1, Addressee), $"addressees TooMany({Limits.Addressees})" },
        { "invitations", Many(Limits.Invitations, Invitation), Many(Limits.Invitations + 1, Invitation), $"invitations TooMany({Limits.Invitations})" },
        { "reminders", Many(Limits.Reminders, n => $"{n}%", ","), Many(Limits.Reminders + 1, n => $"{n}%", ","), $"reminders TooMany({Limits.Reminders})" },
        { "minimumSignatures", $"{Limits.Threshold}", $"{Limits.Threshold + 1}", $"minimumSignatures NotANumber(1|{Limits.Threshold})" },
        { "mustSign", Many(Limits.MustSigns, n => $"Committee {n}; NO"), Many(Limits.MustSigns + 1, n => $"Committee {n}; NO"), $"mustSign TooMany({Limits.MustSigns})" },
        { "coordinator", Email(Limits.Email), Email(Limits.Email + 1), $"coordinator TooLong({Limits.Email})" },
        { "addressees", $"{new string('o', Limits.Name)}; M; AT; o@example.org; de; D", $"{new string('o', Limits.Name + 1)}; M; AT; o@example.org; de; D", $"addressees:1.office TooLong({Limits.Name})" },
        { "invitations", $"{new string('o', Limits.Name)}; NO; K; o@example.org; en", $"{new string('o', Limits.Name + 1)}; NO; K; o@example.org; en", $"invitations:1.organisation TooLong({Limits.Name})" },
        { "window", "P3Y", "P3YT1S", "window TooFarAhead(3)" },
    };

    [Theory]
    [MemberData(nameof(Launch))]
    public void A_launch_at_its_limits(string field, string within, string past, string said)
    {
        Assert.Equal("", Launches.Said(Launches.Read((field, within))));
        Assert.Equal(said, Launches.Said(Launches.Read((field, past))));
    }

    [Fact]
    public void A_statement_in_as_many_languages_as_may_be()
    {
        string[] tags = ["fr", "ru", "uk", "es", "ar", "de", "pl", "sr", "ka", "hy", "az", "be"];
        (string, string?)[] Versions(int count) => [.. tags.Take(count).Select(tag => ($"statement.{tag}", (string?)"text"))];
        Assert.Equal("", Launches.Said(Launches.Read(Versions(Limits.Languages - 1))));
        Assert.Equal($"statement TooMany({Limits.Languages})", Launches.Said(Launches.Read(Versions(Limits.Languages))));
    }

    [Theory]
    [InlineData("organisation", Limits.Name)]
    [InlineData("name", Limits.Name)]
    [InlineData("role", Limits.Name)]
    [InlineData("email", Limits.Email)]
    public async Task A_signature_at_its_limits(string field, int limit)
    {
        var house = await fixture.GetAsync();
        var campaign = (await house.Get<CampaignStore>().FindAsync(await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"))))!;
        Checked<SignatureRequest> Read(int length)
        {
            var form = FuzzHouse.Person("kari@example.org");
            form[field] = field == "email" ? Email(length) : new string('n', length);
            return SignatureForm.Read(campaign, form);
        }

        Assert.True(Read(limit).IsValid);
        var error = Assert.Single(Read(limit + 1).Errors);
        Assert.Equal((field, "TooLong", $"{limit}"), (error.Field, error.Reason, error.Arguments[0]));
    }

    [Theory]
    [InlineData("/campaigns", Limits.LaunchBytes)]
    [InlineData("/signin", Limits.FormBytes)]
    [InlineData("/campaigns/aaaaaaaaaaaaaaaa/signatures", Limits.FormBytes)]
    [InlineData("/desk/aaaaaaaaaaaaaaaa/close", Limits.FormBytes)]
    [InlineData("/ops/aaaaaaaaaaaaaaaa/retry", Limits.FormBytes)]
    [InlineData("/webhooks/sendgrid", Limits.RequestBytes)]
    public async Task A_body_at_its_limit(string path, int limit)
    {
        var house = await fixture.GetQuietAsync();
        Assert.NotEqual(413, (int)(await house.ScriptAsync(path, Form("x=" + new string('y', limit - 2)))).StatusCode);
        Assert.Equal(413, (int)(await house.ScriptAsync(path, Form("x=" + new string('y', limit - 1)))).StatusCode);
    }

    [Fact]
    public async Task A_form_with_as_many_fields_as_may_be()
    {
        var house = await fixture.GetQuietAsync();
        Assert.Equal(422, (int)(await house.ScriptAsync("/signin", Form(Many(Limits.Fields, n => $"f{n}=", "&")))).StatusCode);
        var page = await Answer.OfAsync(await house.ScriptAsync("/signin", Form(Many(Limits.Fields + 1, n => $"f{n}=", "&"))));
        Assert.Equal((413, "That was too long"), (page.Status, page.Document.QuerySelector("h1")!.TextContent));
        Assert.Equal(422, (int)(await house.ScriptAsync("/signin", JsonContent.Create(Enumerable.Range(1, Limits.Fields).ToDictionary(n => $"f{n}", n => n)))).StatusCode);
        var json = await Answer.OfAsync(await house.ScriptAsync("/signin", JsonContent.Create(Enumerable.Range(0, Limits.Fields + 1).ToDictionary(n => $"f{n}", n => n))));
        Assert.Equal((413, true), (json.Status, json.Body.Contains("That was too long", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"addressees":[LIST]}""", "5")]
    [InlineData("""{"invitations":[LIST]}""", "\"broken\"")]
    [InlineData("""{"reminders":[LIST]}""", "{}")]
    [InlineData("""{"addressees":[{"office":"x",LIST}]}""", "\"k\":5")]
    public async Task Errors_are_told_up_to_a_number(string body, string entry)
    {
        var house = await fixture.GetQuietAsync();
        var list = Many(200_000, _ => entry, ",");
        var answer = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new StringContent(body.Replace("LIST", list, StringComparison.Ordinal), Encoding.UTF8, "application/json")));
        Assert.Equal(422, answer.Status);
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.InRange(problem.RootElement.GetProperty("errors").GetArrayLength(), 1, Limits.Errors);
    }

    [Fact]
    public async Task Blank_lines_without_number_are_no_lines()
    {
        var house = await fixture.GetQuietAsync();
        var form = Launches.Form(("title", ""), ("addressees", new string('\n', 500_000) + "broken"));
        var page = await Answer.OfAsync(await house.ScriptAsync("/campaigns", new FormUrlEncodedContent(form)));
        Assert.Equal(422, page.Status);
        Assert.Contains("line 500001", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Limits.RequestLineBytes, 404)]
    [InlineData(Limits.RequestLineBytes + 1, 414)]
    public async Task An_address_at_its_limit(int length, int status)
    {
        const string around = "GET /nowhere? HTTP/1.1\r\n";
        var request = new FuzzRequest("GET", "/nowhere?" + new string('q', length - around.Length), [], [], "");
        Assert.Equal(status, await StatusAsync(request));
    }

    [Theory]
    [InlineData(Limits.Headers - 2, 404)] // Host and Connection are two
    [InlineData(Limits.Headers - 1, 431)]
    public async Task Headers_at_their_number(int count, int status) =>
        Assert.Equal(status, await StatusAsync(new("GET", "/nowhere", [.. Enumerable.Range(0, count).Select(n => ($"X-{n}", "1"))], [], "")));

    [Theory]
    [InlineData(-200, 404)]
    [InlineData(0, 431)]
    public async Task Headers_at_their_size(int more, int status) =>
        Assert.Equal(status, await StatusAsync(new("GET", "/nowhere", [("X-Long", new string('x', Limits.HeaderBytes + more))], [], "")));

    [Fact]
    public void Every_limit_and_rate_stands_on_the_page()
    {
        var onPage = SecurityPage.Table("Limits").ToDictionary(row => row[0], row => row[1]);
        var inCode = typeof(Limits).GetFields().Where(field => field.IsLiteral).ToDictionary(field => $"Limits.{field.Name}", field => $"{field.GetRawConstantValue()}");
        foreach (var rate in typeof(Rates).GetFields().Where(field => field.IsPublic && field.FieldType == typeof(Rate)))
            inCode[$"Rates.{rate.Name}"] = rate.GetValue(null) is Rate(var times, var span) ? $"{times} in {span.TotalMinutes} min" : "";
        inCode[$"Rates.{nameof(Rates.FreeMails)}"] = $"{Rates.FreeMails}";
        Assert.Equal(inCode.OrderBy(one => one.Key), onPage.OrderBy(one => one.Key));
    }

    async Task<int> StatusAsync(FuzzRequest request)
    {
        var house = await fixture.GetQuietAsync();
        using var sender = new Sender(house.Address);
        var answer = Encoding.Latin1.GetString(await sender.RawAsync(request.ToBytes(house.Address.Authority), hangUp: false));
        return int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    static StringContent Form(string body) => new(body, Encoding.ASCII, "application/x-www-form-urlencoded");
}
