using System.Collections.Concurrent;
using System.Net;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>What signatories do, each with a browser of their own.</summary>
public sealed class Signing(string app, Inbox inbox, TimeProvider time) : IDisposable
{
    // A few at a time, as people come; the app shares its two cores with everything else.
    const int AtATime = 4;

    readonly Visitor scanner = new(app);
    readonly ConcurrentDictionary<Organisation, DateTimeOffset> signedAt = new();

    /// <summary>When the app had told each one that it has signed.</summary>
    public IReadOnlyDictionary<Organisation, DateTimeOffset> SignedAt => signedAt;

    /// <summary>The link in each one's invitation.</summary>
    public async Task<IReadOnlyDictionary<Organisation, string>> InvitationLinksAsync(IReadOnlyList<Organisation> invited, CancellationToken cancellation)
    {
        var links = new Dictionary<Organisation, string>();
        foreach (var one in invited) links[one] = (await inbox.WaitAsync(one.Email, "sign", cancellation)).Link("sign");
        return links;
    }

    /// <summary>Opens every link as mail scanners do.</summary>
    public Task ScanAsync(IEnumerable<string> links, CancellationToken cancellation) =>
        ForEachAsync(links, async (link, _) => await scanner.OpenAsync(link, cancellation), cancellation);

    /// <summary>The page behind the link, completed and posted.</summary>
    public Task AnswerAsync(IReadOnlyDictionary<Organisation, string> links, CancellationToken cancellation) =>
        ForEachAsync(links, async (answer, visitor) =>
        {
            var (one, link) = answer;
            var page = await visitor.OpenAsync(link, cancellation);
            Signed(one, await visitor.PostAsync(page.Fill(link, ("name", one.Person), ("role", one.Role), ("publication", one.Publication)), cancellation));
        }, cancellation);

    public Task ComeByThemselvesAsync(string id, IEnumerable<Organisation> organisations, CancellationToken cancellation) =>
        ForEachAsync(organisations, async (one, visitor) =>
        {
            await FillInAsync(visitor, id, one, cancellation);
            await ConfirmAsync(visitor, one, cancellation);
        }, cancellation);

    public async Task FillInAsync(string id, Organisation one, CancellationToken cancellation)
    {
        using var visitor = new Visitor(app);
        await FillInAsync(visitor, id, one, cancellation);
    }

    public async Task SignAndWithdrawAsync(string id, Organisation one, CancellationToken cancellation)
    {
        using var visitor = new Visitor(app);
        await FillInAsync(visitor, id, one, cancellation);
        var withdraw = await ConfirmAsync(visitor, one, cancellation) + "/withdraw";
        var page = await visitor.OpenAsync(withdraw, cancellation);
        await visitor.PostAsync(page.Fill(withdraw), cancellation);
    }

    /// <summary>The confirmation form, loaded while the window is open and kept for later.</summary>
    public async Task<Form> OpenLateAsync(Organisation one, CancellationToken cancellation)
    {
        var link = (await inbox.WaitAsync(one.Email, "sign", cancellation)).Link("sign");
        return (await scanner.OpenAsync(link, cancellation)).Fill(link);
    }

    public async Task<HttpStatusCode> PressAsync(Form form, CancellationToken cancellation) => (await scanner.PostAsync(form, cancellation)).Status;

    public void Dispose() => scanner.Dispose();

    static async Task FillInAsync(Visitor visitor, string id, Organisation one, CancellationToken cancellation)
    {
        var page = await visitor.OpenAsync($"/campaigns/{id}", cancellation);
        var form = page.Fill($"/campaigns/{id}/signatures", ("organisation", one.Name), ("country", one.Country), ("name", one.Person),
            ("role", one.Role), ("email", one.Email), ("publication", one.Publication), ("language", "en"));
        page = await visitor.PostAsync(form, cancellation);
        if (page.Status != HttpStatusCode.OK) throw new InvalidOperationException($"The form of {one.Name} was not taken: {page.Text}");
    }

    /// <summary>Returns the link, which stays good for withdrawing.</summary>
    async Task<string> ConfirmAsync(Visitor visitor, Organisation one, CancellationToken cancellation)
    {
        var link = (await inbox.WaitAsync(one.Email, "sign", cancellation)).Link("sign");
        var page = await visitor.OpenAsync(link, cancellation);
        Signed(one, await visitor.PostAsync(page.Fill(link), cancellation));
        return link;
    }

    void Signed(Organisation one, WebPage page)
    {
        signedAt[one] = time.GetUtcNow();
        if (page.Status != HttpStatusCode.OK) throw new InvalidOperationException($"Signing led to {page.Address} ({(int)page.Status}): {page.Text}");
    }

    Task ForEachAsync<T>(IEnumerable<T> things, Func<T, Visitor, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(things, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, async (thing, _) =>
        {
            using var visitor = new Visitor(app);
            await act(thing, visitor);
        });
}
