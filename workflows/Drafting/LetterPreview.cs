using Campaigns.Language;
using Campaigns.Mail;

namespace Campaigns.Drafting;

/// <summary>A letter as an office will get it, before there is an office: in brackets what the campaign fills in.</summary>
public static class LetterPreview
{
    public static MailContent Of(string title, string language, string markdown) => new(language, title,
    [
        new MailBlock.Paragraph(Texts.Get(language, "Letter_Preview_Office")),
        new MailBlock.Paragraph(Texts.Get(language, "Letter_Preview_Salutation")),
        new MailBlock.Statement(language, markdown),
        new MailBlock.Heading(Texts.Get(language, "Letter_SignedBy", Texts.Counted(language, "Organisations", 0), Texts.Counted(language, "FromCountries", 0))),
        new MailBlock.Note(Texts.Get(language, "Letter_Preview_Fingerprint")),
    ], Texts.Get(language, "Letter_Footer"));
}
