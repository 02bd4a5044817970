using System.Net;

namespace Campaigns.Tests.Scenarios;

/// <summary>Software in front of a mailbox that opens every link, follows it, and submits what submits itself. It must not sign.</summary>
public sealed class ScannerTests(SharedRuns runs)
{
    const int Times = 1000;
    const int AtOnce = 8;

    static readonly HttpStatusCode[] Harmless = [HttpStatusCode.OK, HttpStatusCode.SeeOther];

    [Theory]
    [InlineData("Will ", 20)]
    [InlineData("Please confirm", 20)]
    public Task OpeningALinkChangesNothing(string subject, int walks) => ScanAsync(subject, walks);

    [Theory]
    [InlineData("Will ")]
    [InlineData("Please confirm")]
    [Trait("Category", "Long")]
    public Task FollowingEveryLinkAThousandTimesChangesNothing(string subject) => ScanAsync(subject, Times);

    async Task ScanAsync(string subject, int walks)
    {
        using var scene = await ScannerScene.SetAsync(await runs.StageAsync());
        var person = subject == "Will " ? scene.Invited : scene.Asked;
        var path = (await person.ReadsMailAsync(subject)).ActPath();
        var before = await person.Visitor.OpenAsync(path);

        await ManyTimesAsync(Times / 2, scene, visitor => visitor.OpenAsync(path));
        await ManyTimesAsync(Times / 2, scene, visitor => visitor.HeadAsync(path));
        await ManyTimesAsync(walks, scene, visitor => WalkAsync(visitor, path));

        await scene.AssertCountAsync(0);
        var after = await person.Visitor.OpenAsync(path);
        Assert.Equal(before.Html.QuerySelector("h1")!.TextContent, after.Html.QuerySelector("h1")!.TextContent);

        // And now the person: once, and once more.
        Assert.Equal(HttpStatusCode.OK, (await person.PressesTheButtonAsync(after, scene.TypedBy(person))).Status);
        Assert.True(person.HasSigned);
        var again = await person.Visitor.PostAsync(path, after.Form(path).FilledIn(scene.TypedBy(person)));
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Contains("You have signed", (await person.Visitor.OpenAsync(path)).Shown, StringComparison.OrdinalIgnoreCase);
        await scene.AssertCountAsync(1);
    }

    static Task ManyTimesAsync(int times, ScannerScene scene, Func<Visitor, Task<Page>> visit) =>
        Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
        {
            var page = await visit(scene.Scanners[n % AtOnce]);
            Assert.Contains(page.Status, Harmless);
            AssertSubmitsNothingByItself(page);
        });

    /// <summary>The page and every link on it.</summary>
    static async Task<Page> WalkAsync(Visitor scanner, string path)
    {
        var page = await scanner.OpenAsync(path);
        foreach (var link in page.Links())
        {
            var next = await scanner.OpenAsync(link);
            Assert.Contains(next.Status, Harmless);
            AssertSubmitsNothingByItself(next);
        }
        return page;
    }

    /// <summary>No script, no handler, no refresh, no form that is sent by GET: nothing happens without a hand.</summary>
    static void AssertSubmitsNothingByItself(Page page)
    {
        Assert.DoesNotContain("Refresh", page.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        if (!page.IsHtml || page.Method == HttpMethod.Head) return;
        Assert.Empty(page.Html.QuerySelectorAll("script, iframe, object, embed, meta[http-equiv], [autofocus]"));
        Assert.DoesNotContain(page.Html.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(page.Forms(), form => Assert.Equal("post", form.Method));
        Assert.DoesNotContain("javascript:", page.Body, StringComparison.OrdinalIgnoreCase);
    }
}
