using Campaigns.Functions.Entrance;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Tests.Security;

/// <summary>What a neighbour under the same domain could put into a browser must not be taken for a session.</summary>
public sealed class CookieTests
{
    static readonly CampaignsOptions Https = new() { BaseUrl = "https://campaigns.example.org" }, Laptop = new() { BaseUrl = "http://localhost:7071" };

    [Fact]
    public void On_https_only_this_host_can_have_set_it()
    {
        var cookie = Written(Https);

        Assert.StartsWith("__Host-campaigns=secret;", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "secure", "httponly", "samesite=lax", "path=/" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("secret", Read(Https, "__Host-campaigns=secret"));
        Assert.Null(Read(Https, "campaigns=a-neighbours"));
        Assert.Equal("secret", Read(Https, "campaigns=a-neighbours; __Host-campaigns=secret"));
    }

    [Fact]
    public void On_a_laptop_without_https_it_works_all_the_same()
    {
        Assert.StartsWith("campaigns=secret;", Written(Laptop), StringComparison.Ordinal);
        Assert.DoesNotContain("secure", Written(Laptop), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("secret", Read(Laptop, "campaigns=secret"));
    }

    [Fact]
    public void Signing_out_takes_away_the_one_that_was_set()
    {
        var http = new DefaultHttpContext();
        SessionCookie.Remove(http.Response, Https);

        Assert.Contains(http.Response.Headers.SetCookie, gone => gone!.StartsWith("__Host-campaigns=;", StringComparison.Ordinal) && gone.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    static string Written(CampaignsOptions options)
    {
        var http = new DefaultHttpContext();
        SessionCookie.Write(http.Response, "secret", options, TimeSpan.FromHours(1));
        return http.Response.Headers.SetCookie.Single()!;
    }

    static string? Read(CampaignsOptions options, string cookies)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = cookies;
        return SessionCookie.Read(http.Request, options);
    }
}
