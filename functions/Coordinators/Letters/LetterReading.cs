using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Letters;
using Campaigns.Letters.Replies;
using Campaigns.Letters.Replies.Inbound;
using Campaigns.Mail;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>Reads what the page of one letter shows, and shows it.</summary>
public sealed class LetterReading(Guard guard, CampaignReading campaigns, CampaignStore store, LetterLedger ledger, TestLetter letters, ReplyStore replies, InboundReplies incoming, ReplyAddress addresses, Texts texts)
{
    /// <summary>The round that the address names, as the ledger numbers them; the one at the close where it names none.</summary>
    internal static int RoundIn(HttpRequest request) => int.TryParse(request.Query["round"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var round) ? round : Plan.FirstRound;

    internal static string Path(string id, int number) => FormattableString.Invariant($"/desk/{id}/letters/{number}");

    /// <summary>Null when there is no such letter, or nothing to compose it of any more.</summary>
    public async Task<LetterView?> ViewAsync(Staff staff, string id, string number, CancellationToken cancellation, int round = Plan.FirstRound)
    {
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign || !int.TryParse(number, out var parsed)) return null;
        if (parsed < 1 || parsed > campaign.Addressees || campaign.Phase == Phase.Archived) return null;
        if (await store.AddresseeAsync(campaign, parsed, cancellation) is not { } addressee) return null;
        if (round != Plan.FirstRound && Rounds.Find(campaign, round) is not { BegunAt: not null }) return null;
        var boards = await ledger.BoardsAsync(campaign, cancellation);
        if (round == Plan.FirstRound) round = Rounds.LetterRound(campaign, parsed);
        var rows = boards[round].Where(row => row.Addressee.Number == parsed && row.State is not null).ToList();
        var letter = await letters.ComposeAsync(campaign, addressee, round, cancellation);
        return new(staff, campaign, addressee, rows, letter, guard.Form(staff, Path(id, parsed)), guard.Form(staff, $"{Path(id, parsed)}/reply"))
        {
            Replies = [.. (await replies.AllAsync(campaign, cancellation)).Where(reply => reply.Addressee == parsed)],
            Incoming = await incoming.OpenAsync(campaign, parsed, cancellation),
            ReplyTo = rows.Count > 0 ? await addresses.OfAsync(campaign, parsed, cancellation) : null,
        };
    }

    public async Task<IResult> ShowAsync(HttpRequest request, LetterView view, int status)
    {
        if (!request.AnswersJson()) return await request.PageAsync(view, status);
        if (view.Refusal is { } refusal) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (view.Form.Expired || view.ReplyForm.Expired) return Problem.Of(status, texts["Expired_Title"]);
        if (view.ReplyForm.HasErrors) return Problem.Of(texts, view.ReplyForm.Errors);
        var (content, pdf) = (view.Letter.Content, view.Letter.PdfHash);
        return Results.Json(new { addressee = view.Addressee.Number, content.Language, content.Subject, text = MailText.Render(content), pdf, fileName = view.Letter.FileName, asSent = view.IsVery, replies = view.Replies.Select(Reply), incoming = view.Incoming, replyTo = view.ReplyTo });
    }

    static object Reply(Reply reply) => new { reply.Id, reply.ReceivedAt, kind = DeskJson.Word(reply.Kind), reply.Words, reply.File };
}
