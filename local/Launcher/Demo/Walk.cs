using System.Text.Json;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>
/// One whole campaign, from the form post to the last letter, through the app's own doors: pages and forms, the JSON of
/// the contract, and the mail room for the mails. Every number that the app shows on the way is checked.
/// </summary>
public sealed class Walk : IDisposable
{
    // Long enough to sign in, short enough to watch. The reminder comes when all who will sign have signed.
    static readonly TimeSpan Window = TimeSpan.FromSeconds(50);
    const int ReminderPercent = 70;
    const string Title = "Let our colleague in: a monitor is refused entry";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly Findings findings;
    readonly string coordinatorAddress;
    readonly Visitor coordinator;
    readonly Visitor reader;
    readonly Inbox inbox;
    readonly Signing signing;

    public Walk(string app, string mailRoom, string coordinator, TimeProvider time, Action<string> say)
    {
        findings = new Findings(say);
        coordinatorAddress = coordinator.Split(',')[0].Trim();
        this.coordinator = new Visitor(app);
        reader = new Visitor(app);
        inbox = new Inbox(mailRoom, time.GetUtcNow());
        signing = new Signing(app, inbox, time);
    }

    /// <summary>Walks to the end, or to the first thing that does not work at all, and tells how it went.</summary>
    /// <returns>Whether everything was right.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await SignInAsync(cancellation);
            var id = await LaunchAsync(cancellation);
            await GatherAsync(id, cancellation);
            await CloseAsync(id, cancellation);
            await new Outcome(findings, reader, inbox, coordinatorAddress).CheckAsync(id, await RemindedFromAsync(id, cancellation), signing.SignedAt, cancellation);
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or HttpRequestException or JsonException)
        {
            findings.Wrong.Add(failure.Message);
            findings.Tell($"    WRONG: the walk ends here. {failure.Message}");
        }

        findings.Tell(findings.Wrong.Count == 0
            ? $"Every number is right ({findings.Right} checks)."
            : $"{findings.Wrong.Count} of {findings.Right + findings.Wrong.Count} checks went wrong.");
        return findings.Wrong.Count == 0;
    }

    public void Dispose()
    {
        coordinator.Dispose();
        reader.Dispose();
        inbox.Dispose();
        signing.Dispose();
    }

    async Task SignInAsync(CancellationToken cancellation)
    {
        findings.Tell($"The coordinator asks for a link to sign in as {coordinatorAddress} and follows it from the inbox.");
        var page = await coordinator.OpenAsync("/signin", cancellation);
        await coordinator.PostAsync(page.Fill("/signin", ("email", coordinatorAddress)), cancellation);
        var link = (await inbox.WaitAsync(coordinatorAddress, "signin", cancellation)).Link("signin");
        page = await coordinator.OpenAsync(link, cancellation);
        await coordinator.PostAsync(page.Fill(link), cancellation);
    }

    async Task<string> LaunchAsync(CancellationToken cancellation)
    {
        findings.Tell($"The coordinator launches a campaign: open for {Window.TotalSeconds:0} seconds, {Cast.Invited + Cast.Silent.Count} invitations, {Cast.Offices.Count} offices to write to.");
        var page = await coordinator.OpenAsync("/campaigns/new", cancellation);
        page = await coordinator.PostAsync(page.Fill("/campaigns", LaunchForm.Fields(Title, $"PT{Window.TotalSeconds:0}S", $"{ReminderPercent}%", coordinatorAddress)), cancellation);
        if (page.Address.Segments is not ["/", "desk/", var id])
            throw new InvalidOperationException($"The launch did not lead to a desk, but to {page.Address} ({(int)page.Status}): {page.Text}");

        findings.Tell($"The campaign has its desk at {page.Address} and its public page at {new Uri(page.Address, $"/campaigns/{id}")}.");
        await Wait.UntilAsync("the opening", Patience, async () => await StateAsync(id, cancellation) == "open", cancellation);
        return id;
    }

    async Task GatherAsync(string id, CancellationToken cancellation)
    {
        var invited = Cast.Signers.Take(Cast.Invited).ToList();
        findings.Tell("Every invited organisation finds a mail with a link. A mail scanner opens all of them first; that signs nothing.");
        var links = await signing.InvitationLinksAsync([.. invited, .. Cast.Silent], cancellation);
        await signing.ScanAsync(links.Values, cancellation);
        await ExpectCountsAsync("nobody has signed yet", id, 0, 0, cancellation);

        findings.Tell($"{invited.Count} of them read the statement, complete their name and press the one button; {Cast.Silent.Count} never answer.");
        await signing.AnswerAsync(invited.ToDictionary(one => one, one => links[one]), cancellation);

        findings.Tell($"{Cast.Signers.Count - Cast.Invited} more find the public page, fill in the form and confirm from their inbox. One fills it in and waits. One signs and takes it back.");
        await signing.ComeByThemselvesAsync(id, Cast.Signers.Skip(Cast.Invited), cancellation);
        await signing.FillInAsync(id, Cast.TooLate, cancellation);
        await signing.SignAndWithdrawAsync(id, Cast.ChangesItsMind, cancellation);
        findings.Tell($"All of that took {(signing.SignedAt.Values.Max() - signing.SignedAt.Values.Min()).TotalSeconds:0} s.");
        await ExpectCountsAsync("the live count", id, Cast.Signers.Count, Countries(Cast.Signers), cancellation);
    }

    async Task CloseAsync(string id, CancellationToken cancellation)
    {
        var late = await signing.OpenLateAsync(Cast.TooLate, cancellation);
        findings.Tell("The one that waited has the confirmation page open. Now everybody waits for the deadline.");
        await Wait.UntilAsync("the close", Patience, async () => await StateAsync(id, cancellation) is not "open", cancellation);

        findings.Tell("The window has closed. The late one presses the button and is told so.");
        findings.Expect("a confirmation after the deadline is refused as gone", 410, (int)await signing.PressAsync(late, cancellation));
        findings.Tell("The letters leave.");
        await Wait.UntilAsync("the last letter to be delivered", Patience, async () =>
        {
            var campaign = await reader.JsonAsync($"/campaigns/{id}", cancellation);
            return campaign.GetProperty("state").GetString() == "dispatched" && campaign.GetProperty("letters").GetProperty("delivered").GetInt32() >= Cast.Offices.Count;
        }, cancellation);
    }

    /// <summary>When the reminder was due; whoever had signed by then must not have got it.</summary>
    async Task<DateTimeOffset> RemindedFromAsync(string id, CancellationToken cancellation)
    {
        var closesAt = (await reader.JsonAsync($"/campaigns/{id}", cancellation)).GetProperty("closesAt").GetDateTimeOffset();
        return closesAt - Window * ((100 - ReminderPercent) / 100.0);
    }

    /// <summary>The count may lag by at most two seconds.</summary>
    async Task ExpectCountsAsync(string when, string id, int organisations, int countries, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        var campaign = await reader.JsonAsync($"/campaigns/{id}", cancellation);
        var found = (campaign.GetProperty("organisations").GetInt32(), campaign.GetProperty("countries").GetInt32());
        findings.Expect($"{when}: {organisations} organisations from {countries} countries", (organisations, countries), found);
    }

    async Task<string?> StateAsync(string id, CancellationToken cancellation) =>
        (await reader.JsonAsync($"/campaigns/{id}", cancellation)).GetProperty("state").GetString();

    internal static int Countries(IEnumerable<Organisation> organisations) => organisations.Select(one => one.Country).Distinct().Count();
}
