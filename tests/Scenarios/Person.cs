using System.Net;

namespace Campaigns.Tests.Scenarios;

/// <summary>A signatory at work: reads mail, opens links, presses buttons. Remembers when it was answered what.</summary>
public sealed class Person(Stage stage, Signer who) : IDisposable
{
    public Signer Who => who;
    public Visitor Visitor { get; } = stage.Visitor();

    /// <summary>When the button was pressed for the first time.</summary>
    public DateTimeOffset? PressedAt { get; private set; }

    /// <summary>When the page with the receipt had come: from here on the signature must never be lost.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Between these two the answer was given.</summary>
    public (DateTimeOffset Started, DateTimeOffset Done)? AnsweredBy => AcknowledgedAt is { } done ? (PressedAt!.Value, done) : null;

    public bool HasSigned => AcknowledgedAt is not null;

    public Task<Mail> ReadsMailAsync(string subject, TimeSpan? limit = null) => stage.Mail.WaitForAsync(who.Email, subject, limit);

    /// <summary>Signs through the link of an invitation or a reminder.</summary>
    public async Task<Page> SignsThroughAsync(Mail mail, string publication = "public") =>
        await PressesTheButtonAsync(await Visitor.OpenAsync(mail.ActPath()), ("name", who.Name), ("role", "Director"), ("publication", publication));

    /// <summary>Fills in the public form; the answer leads to "check your mail".</summary>
    public async Task<Page> FillsInThePublicFormAsync(string campaign, string publication = "public")
    {
        var page = await Visitor.OpenAsync($"/campaigns/{campaign}");
        return await FillsInAsync(page, campaign, publication);
    }

    /// <summary>The same; false when the campaign takes no names any more.</summary>
    public async Task<bool> AsksToSignAsync(string campaign)
    {
        var page = await Visitor.OpenAsync($"/campaigns/{campaign}");
        if (!page.Forms().Any(form => form.Action.Split('?')[0] == SigningFormOf(campaign))) return false;
        await FillsInAsync(page, campaign, "public");
        return true;
    }

    /// <summary>Reads the confirmation mail, opens its link, presses the one button.</summary>
    public async Task<Page> ConfirmsAsync(string title)
    {
        var mail = await ReadsMailAsync($"Please confirm your signature: {title}");
        return await PressesTheButtonAsync(await Visitor.OpenAsync(mail.ActPath()));
    }

    /// <summary>A page without the button (too late, signed already) is the answer itself.</summary>
    public async Task<Page> PressesTheButtonAsync(Page page, params (string Name, string Value)[] typed)
    {
        if (!page.Forms().Any(form => form.Action.Split('?')[0] == page.Path)) return page;
        PressedAt ??= DateTimeOffset.UtcNow;
        var answer = await Visitor.SubmitAsync(page, page.Path, typed);
        if (answer.Status == HttpStatusCode.OK && answer.Path.EndsWith("/receipt", StringComparison.Ordinal)) AcknowledgedAt ??= DateTimeOffset.UtcNow;
        return answer;
    }

    public async Task<Page> WithdrawsAsync(Mail mail)
    {
        var path = $"{mail.ActPath()}/withdraw";
        return await Visitor.SubmitAsync(await Visitor.OpenAsync(path), path);
    }

    static string SigningFormOf(string campaign) => $"/campaigns/{campaign}/signatures";

    Task<Page> FillsInAsync(Page page, string campaign, string publication) => Visitor.SubmitAsync(page, SigningFormOf(campaign),
        ("organisation", who.Organisation), ("country", who.Country), ("name", who.Name), ("role", "Director"), ("email", who.Email), ("publication", publication));

    public void Dispose() => Visitor.Dispose();
}
