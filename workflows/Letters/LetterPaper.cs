using System.Globalization;
using System.Text;
using Campaigns.Language;
using Campaigns.Letters.Pdf;
using Campaigns.Letters.Reminding;
using Campaigns.Mail;

namespace Campaigns.Letters;

/// <summary>
/// Puts letters on paper: the letterhead, the day on which the letters began to leave (before that: today). The same
/// letter gives the same bytes, so the hash in the ledger says whether what is composed later is what was sent.
/// </summary>
public sealed class LetterPaper(LetterComposer composer, CampaignsOptions options, TimeProvider time)
{
    const int LongestName = 48;
    readonly Lazy<byte[]?> logo = new(() => options.LetterheadLogo.Length == 0 ? null : File.ReadAllBytes(options.LetterheadLogo));

    public async Task<ComposedLetter> ComposeAsync(Campaign campaign, Addressee addressee, CancellationToken cancellation = default)
    {
        var content = await composer.ComposeAsync(campaign, addressee, cancellation);
        var at = campaign.DispatchBegunAt ?? time.GetUtcNow();
        var day = Moment.Day(campaign.TimeZone, at, content.Language);
        var details = new PaperDetails(Head(content), day, at);
        var pdf = LetterPdf.CanSet(content) ? LetterPdf.Render(content, details) : null;
        return new(content, pdf, FileName(campaign, addressee.Number, at));
    }

    /// <summary>The letter of that round: a reminder has words of its own above it.</summary>
    public async Task<ComposedLetter> ComposeAsync(Campaign campaign, Addressee addressee, int round, CancellationToken cancellation = default)
    {
        var seen = campaign.AsOf(FollowUps.Is(round) ? Rounds.LetterRound(campaign, addressee.Number) : round);
        var letter = await ComposeAsync(seen, addressee, cancellation);
        return FollowUps.Is(round) ? FollowUpLetter.Of(letter, seen) : letter;
    }

    /// <summary>The logo is the installation's, and stands beside no other sender's name.</summary>
    Letterhead Head(MailContent content)
    {
        var head = content.Head ?? new(options.MailFromName, options.LetterheadContact.Replace('|', '\n'));
        var isOurs = content.Head is null || content.Head == options.Letterhead;
        return new(head.Name, head.Contact, isOurs ? logo.Value : null);
    }

    static string FileName(Campaign campaign, int number, DateTimeOffset at)
    {
        var plain = new StringBuilder();
        foreach (var c in campaign.Title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append('-');
        var title = plain.ToString(0, Math.Min(plain.Length, LongestName)).Trim('-');
        var day = Moment.Typed(campaign.TimeZone, at)[..10];
        return string.Create(CultureInfo.InvariantCulture, $"{day}-{(title.Length < 3 ? campaign.Id : title)}-{number:D4}.pdf");
    }
}
