using System.Collections.Immutable;
using Campaigns.Language;
using Campaigns.Mail;

namespace Campaigns.Letters.Reminding;

/// <summary>The words to an office that has not answered: the letter once more, with a paragraph above it. The document is the one that it got.</summary>
static class FollowUpLetter
{
    public static ComposedLetter Of(ComposedLetter letter, Campaign campaign)
    {
        var (content, sentAt) = (letter.Content, campaign.DispatchBegunAt ?? campaign.LaunchedAt);
        var again = new MailBlock.Paragraph(Texts.Get(content.Language, "FollowUp_Text", Moment.Day(campaign.TimeZone, sentAt, content.Language)));
        var blocks = content.Blocks.Insert(AfterSalutation(content.Blocks), again);
        return letter with { Content = content with { Subject = Texts.Get(content.Language, "FollowUp_Subject", content.Subject), Blocks = blocks } };
    }

    /// <summary>Address and salutation stand first, as <see cref="LetterComposer"/> writes them.</summary>
    static int AfterSalutation(ImmutableArray<MailBlock> blocks) => Math.Min(2, blocks.Length);
}
