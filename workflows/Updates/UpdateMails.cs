using Campaigns.Mail;

namespace Campaigns.Updates;

/// <summary>An update as its readers would get it.</summary>
public sealed class UpdateMails(CampaignsOptions options)
{
    /// <param name="readers">How many read which language; nobody at all: the preview is in the campaign's own languages.</param>
    public IReadOnlyList<(string Language, int People, MailContent Mail)> Of(Campaign campaign, IReadOnlyList<UpdateText> texts, IReadOnlyDictionary<string, int> readers) =>
        [.. (readers.Count > 0 ? readers : texts.ToDictionary(text => text.Language, _ => 0)).Select(one => (one.Key, one.Value, Of(campaign, UpdateText.For(texts, one.Key), one.Key)))];

    MailContent Of(Campaign campaign, UpdateText text, string language) => MessageWords.Write(
        new UpdateToSignatory(language, campaign.TitleIn(language), 0, options.LinkFor(language, $"/campaigns/{campaign.Id}"), options.LinkFor(language, "/updates/..."))
        {
            Text = text,
            Neutral = campaign.NeutralMail,
        });
}
