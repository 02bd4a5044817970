using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Signatures;

namespace Campaigns.Letters;

/// <summary>A letter as its addressee would get it, to read before it leaves: on the screen, or in one's own inbox.</summary>
public sealed class TestLetter(LetterPaper paper, LetterComposer composer, SignatureBook book, Mailer mailer)
{
    /// <summary>As it left, or as it would leave now.</summary>
    /// <param name="round">In this round; one that has not begun is the one at the close.</param>
    public async Task<ComposedLetter> ComposeAsync(Campaign campaign, Addressee addressee, int round = Plan.FirstRound, CancellationToken cancellation = default)
    {
        campaign = campaign.AsOf(round);
        if (campaign.FinalCount is null) campaign = campaign with { FinalCount = await book.CountAsync(campaign, cancellation) };
        composer.Forget(campaign.Id); // while people sign, or withdraw, the names change
        return await paper.ComposeAsync(campaign, addressee, cancellation);
    }

    /// <summary>Sends it, marked as a test, to whoever asks. It is in no ledger and has no key, so no event is taken for the real letter's.</summary>
    public async Task<MailResult> SendAsync(Campaign campaign, Addressee addressee, string to, CancellationToken cancellation = default)
    {
        var letter = await ComposeAsync(campaign, addressee, Plan.FirstRound, cancellation);
        var language = letter.Content.Language;
        var marked = letter.Content with
        {
            Subject = Texts.Get(language, "Letter_Test", letter.Content.Subject),
            Blocks = letter.Content.Blocks.Insert(0, new MailBlock.Note(Texts.Get(language, "Letter_TestNote", addressee.Office))),
        };
        var message = await mailer.PrepareAsync(to, marked);
        LetterSender.Attach(message, letter);
        return await mailer.SendAsync(message, cancellation);
    }
}
