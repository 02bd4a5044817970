using System.Text.RegularExpressions;
using Campaigns.Language;
using Campaigns.Letters;
using Campaigns.Letters.Replies;
using Campaigns.Mail;

namespace Campaigns.Updates;

/// <summary>
/// The report to those who signed, ready to be looked at and sent as an update: how many letters left, how many arrived, how many offices have
/// answered, as it is now.
/// </summary>
public sealed partial class UpdateReport(LetterLedger ledger, ReplyStore replies)
{
    /// <summary>In those of the campaign's languages that the product speaks; in English for a campaign's own language that it does not. Empty before the
    /// letters have left.</summary>
    public async Task<IReadOnlyList<UpdateText>> WriteAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (campaign.DispatchedAt is null || campaign.Purge is not null) return [];
        var letters = await ledger.CountAsync(campaign, cancellation);
        var answered = (await replies.AnsweredAsync(campaign.Id, cancellation)).Count;
        return [.. campaign.Languages.Where(language => language == campaign.Language || SpokenLanguage.Find(language) is not null)
            .Select(language => Of(campaign, language, letters.Sent, letters.Delivered, answered))];
    }

    /// <summary>Pure.</summary>
    internal static UpdateText Of(Campaign campaign, string language, int sent, int delivered, int answered) => new(
        language,
        Short(Texts.Get(language, "UpdateReport_Subject", campaign.TitleIn(language))),
        string.Join("\n\n",
            Texts.Get(language, "UpdateReport_Thanks", Plain(campaign.TitleIn(language))),
            string.Join(' ',
                Texts.Get(language, "UpdateReport_Signed", MessageWords.Signed(language, campaign.FinalCount ?? Count.Zero)),
                Texts.Counted(language, "UpdateReport_Sent", sent),
                Texts.Counted(language, "UpdateReport_Delivered", delivered),
                answered == 0 ? Texts.Get(language, "UpdateReport_Unanswered") : Texts.Counted(language, "UpdateReport_Answered", answered)),
            Texts.Get(language, "UpdateReport_Page")));

    /// <summary>A title is no Markdown.</summary>
    static string Plain(string title) => Marks().Replace(title, @"\$0");

    [GeneratedRegex(@"[\\`*_\[\]<>#|~]")]
    private static partial Regex Marks();

    static string Short(string subject) => subject.Length <= Limits.UpdateSubject ? subject : string.Concat(subject.AsSpan(0, Limits.UpdateSubject - 1), "…");
}
