using System.Collections.Concurrent;
using System.Collections.Immutable;
using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Signatures;

namespace Campaigns.Letters;

/// <summary>
/// The words of one letter: who writes, salutation, the cover paragraph of the addressee's group, statement in the addressee's language where the campaign has it, the signatories
/// as the campaign shows them to addressees, closing, the fingerprints of the text and of the list.
/// </summary>
public sealed class LetterComposer(CampaignStore campaigns, SignatureBook book, CampaignsOptions options)
{
    const int Kept = 8;
    readonly ConcurrentDictionary<string, Lazy<Task<Parts>>> lists = new();

    /// <summary>What the letters of a campaign have in common.</summary>
    sealed record Parts(IReadOnlyList<ListedSignatory> Signatories, IReadOnlyList<Cover> Covers, SenderHead? Head)
    {
        readonly ConcurrentDictionary<string, ImmutableArray<MailBlock>> names = new();

        /// <summary>The same blocks for every letter in this language.</summary>
        public ImmutableArray<MailBlock> Names(string language) => names.GetOrAdd(language, _ => [.. ByCountry(language, Signatories)]);
    }

    public async Task<MailContent> ComposeAsync(Campaign campaign, Addressee addressee, CancellationToken cancellation = default)
    {
        var (language, markdown) = await campaigns.TextAsync(campaign, addressee.Language, cancellation);
        var parts = await PartsAsync(campaign);
        var count = campaign.FinalCount ?? Count.Zero;
        return new(language, Embargo(campaign, language, campaign.TitleIn(language)),
        [
            new MailBlock.Paragraph($"{addressee.Office}\n{addressee.Body}\n{Countries.Name(addressee.Country, language)}"),
            .. Embargo(campaign, language, null) is { Length: > 0 } embargo ? [new MailBlock.Paragraph(embargo)] : Array.Empty<MailBlock>(),
            Own(addressee.Salutation, addressee, language),
            .. CoverOf(campaign, addressee, parts.Covers, language),
            new MailBlock.Statement(language, markdown),
            .. addressee.Closing is { } closing ? [Own(closing, addressee, language)] : Array.Empty<MailBlock>(),
            new MailBlock.Heading(SignedBy(language, count)),
            .. parts.Names(language),
            .. Unnamed(language, campaign, count.Individuals - parts.Signatories.Count(one => one.Kind == SignatoryKind.Individual)),
            new MailBlock.Note(Texts.Get(language, "Letter_Fingerprint", campaign.TextHash)),
            .. ListFingerprint(language, campaign.List),
        ], Texts.Get(language, "Letter_Footer"))
        { Head = parts.Head ?? options.Letterhead };
    }

    /// <summary>The sender's words, marked with their language where the letter is in another.</summary>
    static MailBlock.Paragraph Own(string words, Addressee addressee, string language) =>
        new(words, addressee.Language == language ? null : addressee.Language);

    static IEnumerable<MailBlock> CoverOf(Campaign campaign, Addressee addressee, IReadOnlyList<Cover> covers, string language) =>
        Cover.For(addressee, covers, addressee.Language, language, campaign.Language) is { } cover
            ? [new MailBlock.Paragraph(cover.Text, cover.Language == language ? null : cover.Language)] : [];

    /// <summary>Drops the names that are kept in memory: the next letter reads the list anew, since somebody may have withdrawn.</summary>
    public void Forget(string campaignId)
    {
        foreach (var name in lists.Keys.Where(name => name.StartsWith(campaignId, StringComparison.Ordinal))) lists.TryRemove(name, out _);
    }

    /// <summary>What a letter says that leaves before the end of the embargo: above everything else, or in its subject. Others say nothing of it.</summary>
    static string Embargo(Campaign campaign, string language, string? title)
    {
        if (Rounds.Find(campaign, campaign.InRound) is not { UnderEmbargo: true, BegunAt: { } begun } || campaign.EmbargoUntil is not { } until || until <= begun) return title ?? "";
        var when = $"{Moment.In(campaign.TimeZone, until, language)} ({Moment.Zone(campaign.TimeZone, until)})";
        return title is null ? Texts.Get(language, "Letter_UnderEmbargo", when) : Texts.Get(language, "Letter_UnderEmbargo_Subject", title, when);
    }

    /// <summary>
    /// The list is frozen, or taken, before the first letter, so one reading serves the whole round. A reading that failed is forgotten.
    /// </summary>
    async Task<Parts> PartsAsync(Campaign campaign)
    {
        if (lists.Count > Kept) lists.Clear();
        var name = FormattableString.Invariant($"{campaign.Id}|{campaign.InRound}");
        var reading = lists.GetOrAdd(name, _ => new(async () =>
            new(await book.LetterListAsync(campaign), await campaigns.CoversAsync(campaign), await campaigns.LetterheadAsync(campaign))));
        try
        {
            return await reading.Value;
        }
        catch
        {
            lists.TryRemove(new(name, reading));
            throw;
        }
    }

    internal static string SignedBy(string language, Count count)
    {
        var who = new List<string>();
        if (count.Organisations > 0 || count.Individuals == 0) who.Add(Texts.Counted(language, "Organisations", count.Organisations));
        if (count.Individuals > 0) who.Add(Texts.Counted(language, "Individuals", count.Individuals));
        return Texts.Get(language, "Letter_SignedBy", string.Join(Texts.Get(language, "And"), who), Texts.Counted(language, "FromCountries", count.Countries));
    }

    IEnumerable<MailBlock> Unnamed(string language, Campaign campaign, int individuals) => individuals <= 0 ? [] :
        [new MailBlock.Paragraph(Texts.Get(language, "Letter_Unnamed", Texts.Counted(language, "Individuals", individuals), $"{options.BaseUrl}/campaigns/{campaign.Id}/signatories"))];

    IEnumerable<MailBlock> ListFingerprint(string language, ListSeal? list) =>
        list is null ? [] : [new MailBlock.Note(Texts.Get(language, "Letter_List", list.Root, list.Size, $"{options.BaseUrl}/verify"))];

    static IEnumerable<MailBlock> ByCountry(string language, IReadOnlyList<ListedSignatory> signatories)
    {
        foreach (var country in signatories.GroupBy(signatory => Countries.Name(signatory.Country, language)).OrderBy(group => group.Key, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo(language), false)))
        {
            yield return new MailBlock.Names(country.Key, [.. country.Where(one => one.Name is not null).Select(one => Line(language, one)), .. Withheld(language, country)]);
        }
    }

    static string Line(string language, ListedSignatory signatory) =>
        signatory.IsPseudonym ? Texts.Get(language, "Letter_Pseudonym", signatory.Name)
        : string.IsNullOrEmpty(signatory.Representative) ? signatory.Name! : Texts.Get(language, "Letter_Represented", signatory.Name, signatory.Representative);

    static ImmutableArray<string> Withheld(string language, IEnumerable<ListedSignatory> country)
    {
        var hidden = country.Count(one => one.Name is null);
        return hidden == 0 ? [] : [Texts.Counted(language, "NamesWithheld", hidden)];
    }
}
