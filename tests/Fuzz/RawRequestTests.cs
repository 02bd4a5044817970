using System.Net;
using System.Text;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Fuzz;

/// <summary>What no well-meaning client sends: bytes on a socket. The app answers 4xx or hangs up, and goes on.</summary>
[Collection(DeskCollection.Name)]
public sealed class RawRequestTests(DeskFixture fixture)
{
    const string Host = "Host: 127.0.0.1\r\nConnection: close\r\n";

    public static TheoryData<string> Requests() =>
    [
        "", "\r\n", "\0\0\0\0", "GET", "GET /\r\n\r\n", "GET / HTTP/0.9\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET  /  HTTP/1.1\r\n\r\n", "get / http/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET http://example.org/ HTTP/1.1\r\nHost: other\r\n\r\n", $"GET * HTTP/1.1\r\n{Host}\r\n", $"OPTIONS * HTTP/1.1\r\n{Host}\r\n",
        $"CONNECT example.org:443 HTTP/1.1\r\n{Host}\r\n", $"GET //example.org/%2e%2e HTTP/1.1\r\n{Host}\r\n", $"GET /../../etc/passwd HTTP/1.1\r\n{Host}\r\n", $"GET /%00 HTTP/1.1\r\n{Host}\r\n",
        $"GET /%c0%ae%c0%ae/ HTTP/1.1\r\n{Host}\r\n", $"GET /% HTTP/1.1\r\n{Host}\r\n", $"GET /campaigns/%ff%fe HTTP/1.1\r\n{Host}\r\n", $"GET /campaigns/a\0b HTTP/1.1\r\n{Host}\r\n", $"GET /\u00e9 HTTP/1.1\r\n{Host}\r\n",
        $"GET / HTTP/1.1\r\n{Host}No colon\r\n\r\n", $"GET / HTTP/1.1\r\n{Host}: no name\r\n\r\n", $"GET / HTTP/1.1\r\n{Host}Space : x\r\n\r\n", $"GET / HTTP/1.1\r\n{Host}X: a\0b\r\n\r\n", $"GET / HTTP/1.1\r\n{Host}X: a\r\n folded\r\n\r\n",
        $"GET / HTTP/1.1\n{Host.Replace("\r", "", StringComparison.Ordinal)}\n", $"GET / HTTP/1.1\r\n{Host}Cookie: {new string(';', 10_000)}\r\n\r\n", $"GET / HTTP/1.1\r\n{Host}Accept: {new string(',', 20_000)}\r\n\r\n",
        $"POST /signin HTTP/1.1\r\n{Host}Content-Length: -1\r\n\r\n", $"POST /signin HTTP/1.1\r\n{Host}Content-Length: x\r\n\r\n", $"POST /signin HTTP/1.1\r\n{Host}Content-Length: 99999999999999999999\r\n\r\n",
        $"POST /signin HTTP/1.1\r\n{Host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", $"POST /signin HTTP/1.1\r\n{Host}Content-Length: 50\r\n\r\nonly this",
        $"POST /signin HTTP/1.1\r\n{Host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /desk HTTP/1.1\r\n\r\n", $"POST /signin HTTP/1.1\r\n{Host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        $"POST /signin HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", $"POST /signin HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc", $"POST /signin HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        $"POST /webhooks/sendgrid HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n-1\r\nabc", $"POST /signin HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3;x={new string('y', 9_000)}\r\nabc\r\n0\r\n\r\n",
        $"POST /signin HTTP/1.1\r\n{Host}Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc", $"GET /desk HTTP/1.1\r\n{Host}Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task It_is_refused_or_hung_up_on_and_the_app_goes_on(string request)
    {
        var house = await fixture.GetQuietAsync();
        using var sender = new Sender(house.Address);
        var answer = Encoding.Latin1.GetString(await sender.RawAsync(Encoding.Latin1.GetBytes(request), hangUp: true));
        if (answer.Length > 0)
        {
            Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
            // 505: a version of HTTP that there is none of.
            Assert.True(answer[9] < '5' || answer.StartsWith("HTTP/1.1 505 ", StringComparison.Ordinal), $"{request}\n{answer}");
            Assert.DoesNotContain("/etc/passwd", answer, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await house.Browser.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: 50\r\n\r\nonly this")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nab")]
    public async Task Whoever_hangs_up_in_the_middle_is_no_failure_of_ours(string rest)
    {
        var house = await fixture.GetQuietAsync();
        using var sender = new Sender(house.Address);
        var request = Encoding.Latin1.GetBytes($"POST /signin HTTP/1.1\r\n{Host}Content-Type: application/x-www-form-urlencoded\r\n{rest}");
        await Parallel.ForAsync(0, 300, TestContext.Current.CancellationToken, async (_, _) =>
        {
            var answer = Encoding.Latin1.GetString(await sender.RawAsync(request, hangUp: true));
            Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal), answer);
        });
    }

    [Theory]
    [InlineData("zz\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n")]
    public async Task Chunks_that_are_none_are_told_so(string chunks)
    {
        var house = await fixture.GetQuietAsync();
        using var sender = new Sender(house.Address);
        var request = $"POST /signin HTTP/1.1\r\n{Host}Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
        var answer = Encoding.UTF8.GetString(await sender.RawAsync(Encoding.Latin1.GetBytes(request), hangUp: false));
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("This could not be read", answer, StringComparison.Ordinal);
    }
}
