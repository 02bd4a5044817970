namespace Campaigns.Tests.Fuzz;

/// <summary>The fuzzer sees what it is there to see.</summary>
public sealed class ExpectationTests
{
    const string Page = "<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body>";

    [Theory]
    [InlineData(500, "text/html", "", "status 500")]
    [InlineData(503, "text/html", "", "status 503")]
    [InlineData(0, "", "", "closed without an answer")]
    [InlineData(200, "text/html", Page + "<fuzz-x></fuzz-x></body></html>", "markup that was typed is markup")]
    [InlineData(200, "text/html", Page + "<p onerror=\"x\"></p></body></html>", "a script")]
    [InlineData(200, "text/html", Page + "<a href=\"//example.org\">x</a></body></html>", "a link that leads away")]
    [InlineData(200, "text/html", Page + "<a href=\"javascript:x\">x</a></body></html>", "a link that leads away")]
    [InlineData(200, "application/json", "{", "JSON that is none")]
    [InlineData(400, "text/plain", "System.Exception: x\n   at Campaigns.Functions.X()", "a stack trace")]
    public void A_bad_answer_is_seen(int status, string type, string body, string broken) =>
        Assert.Equal(broken, Expectations.Broken(Request, new(status, [("Content-Type", type)], body)));

    [Theory]
    [InlineData("//example.org")]
    [InlineData("https://example.org/x")]
    [InlineData("/\\example.org")]
    public void A_redirect_elsewhere_is_seen(string location) =>
        Assert.NotNull(Expectations.Broken(Request, new(303, [("Location", location)], "")));

    [Theory]
    [InlineData("<p>")]
    [InlineData("<p a=\"1\" a=\"2\"></p></body></html>")]
    [InlineData("<b></i></b></body></html>")]
    public void A_page_that_does_not_parse_is_seen(string body) =>
        Assert.StartsWith("HTML that does not parse", Expectations.Broken(Request, new(200, [("Content-Type", "text/html")], body)), StringComparison.Ordinal);

    [Theory]
    [InlineData(404, "", "")]
    [InlineData(200, "text/html; charset=utf-8", Page + "<input value=\"&lt;fuzz-x&gt;&#x7;\"><a href=\"/desk\">x</a></body></html>")]
    [InlineData(422, "application/problem+json", "{\"title\":\"x\"}")]
    public void A_good_answer_is_good(int status, string type, string body) =>
        Assert.Null(Expectations.Broken(Request, new(status, [("Content-Type", type)], body)));

    [Fact]
    public void One_seed_and_number_give_one_text()
    {
        string Texts(int seed) => string.Join('|', Enumerable.Range(0, 200).Select(number => NastyTexts.Any(new Random(seed + number))));
        Assert.Equal(Texts(5), Texts(5));
        Assert.NotEqual(Texts(5), Texts(6));
    }

    static FuzzRequest Request => new("GET", "/x", [], [], "GET /x");
}
