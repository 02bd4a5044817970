using Campaigns.Functions.Doors;
using Campaigns.Functions.Signatories;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Tests.Doors;

public sealed class VisitorTests
{
    [Theory]
    [InlineData("", "", "en", false)]
    [InlineData("", "fr-CH, fr;q=0.9, en;q=0.8", "fr", false)]
    [InlineData("", "de, ru;q=0.5, en;q=0.7", "en", false)]
    [InlineData("", "ru-RU", "ru", false)]
    [InlineData("", "uk-UA, ru;q=0.8", "uk", false)]
    [InlineData("?lang=ar", "es-MX", "ar", true)]
    [InlineData("", "fr;q=0, de", "en", false)]
    [InlineData("", "nonsense;;;,", "en", false)]
    [InlineData("?lang=ru", "fr", "ru", true)]
    [InlineData("?lang=FR-fr", "", "fr", true)]
    [InlineData("?lang=xx", "fr", "fr", false)]
    public void The_language_is_the_chosen_one_or_else_the_browsers(string query, string accepted, string language, bool chosen)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/campaigns/a";
        request.QueryString = new QueryString(query);
        request.Headers.AcceptLanguage = accepted;
        var visitor = Visitor.Of(request);
        Assert.Equal((language, chosen), (visitor.Language, visitor.Chosen));
    }

    [Fact]
    public void Links_carry_a_language_only_when_it_was_chosen()
    {
        Assert.Equal("/campaigns/a#sign", new Visitor("fr", false, "/").Link("/campaigns/a#sign"));
        Assert.Equal("/campaigns/a?lang=fr#sign", new Visitor("fr", true, "/").Link("/campaigns/a#sign"));
        Assert.Equal("/a?text=pl&lang=fr", new Visitor("fr", true, "/").Link("/a?text=pl"));
        Assert.Equal("/a?lang=ru", new Visitor("fr", true, "/a").In("ru"));
    }

    [Theory]
    [InlineData("application/json", null, true)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", null, false)]
    [InlineData("*/*", null, false)]
    [InlineData("application/json, text/html;q=0.5", null, true)]
    [InlineData("text/html", "application/json", false)]
    [InlineData("*/*", "application/json", true)]
    [InlineData("application/problem+json", null, true)]
    public void Programs_get_JSON_and_browsers_get_pages(string accept, string? contentType, bool json)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;
        request.ContentType = contentType;
        Assert.Equal(json, request.WantsJson());
    }

    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 413)]
    public async Task A_body_that_breaks_off_is_refused(bool tooLarge, int status)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "application/x-www-form-urlencoded";
        request.Body = new BrokenStream(tooLarge ? new BadHttpRequestException("too large", 413) : new IOException("reset"));
        Assert.Equal(status, (await PostedForm.ReadAsync(request, Limits.FormBytes, TestContext.Current.CancellationToken)).Refusal);
    }

    sealed class BrokenStream(Exception broken) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw broken;
    }

    [Fact]
    public void A_page_says_its_own_address_escaped()
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/campaigns/a\r\nX: <b>";
        Assert.Equal("/campaigns/a%0D%0AX:%20%3Cb%3E?lang=fr", Visitor.Of(request).In("fr"));
    }

    [Fact]
    public async Task Names_in_the_file_for_spreadsheets_are_only_names()
    {
        ListedSignatory[] list =
        [
            new(SignatoryKind.Organisation, "Committee \"Wolność\", Kraków", "PL", default, null),
            new(SignatoryKind.Organisation, "=HYPERLINK(\"http://example.org\")", "UA", default, null),
            new(SignatoryKind.Organisation, null, "BY", default, null),
            new(SignatoryKind.Individual, "@anna", "FR", default, null),
        ];
        using var file = new MemoryStream();
        await SignatoryRows.WriteCsvAsync(file, list, TestContext.Current.CancellationToken);
        Assert.Equal(
            "kind,name,country\r\n" +
            "organisation,\"Committee \"\"Wolność\"\", Kraków\",PL\r\n" +
            "organisation,\"'=HYPERLINK(\"\"http://example.org\"\")\",UA\r\n" +
            "organisation,,BY\r\n" +
            "individual,\"'@anna\",FR\r\n",
            System.Text.Encoding.UTF8.GetString(file.ToArray()));
    }
}
