using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Letters;
using Campaigns.Sharing;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Moment = Campaigns.Language.Moment;

namespace Campaigns.Functions.Signatories;

/// <summary>The picture that other programs show beside a link to a campaign.</summary>
public sealed class CardDoor(CampaignReading reading, SignatureBook book, Cards cards, Texts texts, TimeProvider time)
{
    static readonly LetterCounts NotShown = new(0, 0, 0, 0, 0);

    [Function("Card")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/card.png")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await reading.FindAsync(id, cancellation) is not { } campaign || !Shared.MaySee(campaign, now)) return await reading.NotFoundAsync(request);
        var words = Words(campaign, campaign.FinalCount ?? await book.CountAsync(campaign, cancellation), now);
        return CardPicture.CanSet(words) ? request.Answer(cards.Draw($"{id}|{texts.Language}", words), "image/png") : await reading.NotFoundAsync(request);
    }

    CardWords Words(Campaign campaign, Count count, DateTimeOffset now)
    {
        var view = new CampaignView(campaign, now, count, NotShown);
        var language = texts.Language;
        var deadline = campaign.ClosesAt is { } closes && view.Standing is "Open" or "Scheduled" ? closes : (DateTimeOffset?)null;
        return new(texts["Product"], campaign.TitleIn(language), texts["Standing_" + view.Standing], count.Signatures == 0 ? "" : texts.Say(count),
            deadline is { } at ? texts["Card_Until", $"{Moment.In(campaign.TimeZone, at, language)} ({Moment.Zone(campaign.TimeZone, at)})"] : "");
    }
}

/// <summary>
/// The pictures that were drawn. One is drawn anew only when something on it has changed, and for a new count at most once a minute, one picture at a time: whoever asks
/// often draws nothing.
/// </summary>
public sealed class Cards(TimeProvider time)
{
    const int Kept = 300;
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    readonly Lock pencil = new();
    readonly Dictionary<string, Card> cards = [];

    internal Validator Draw(string name, CardWords words)
    {
        lock (pencil)
        {
            var now = time.GetUtcNow();
            if (cards.TryGetValue(name, out var card) && Serves(card, words, now)) return card.Picture;
            if (cards.Count >= Kept) cards.Clear();
            return (cards[name] = new(words, now, Validator.Of(CardPicture.Draw(words)))).Picture;
        }
    }

    /// <summary>It shows this, or all but a count that is newer by less than a minute.</summary>
    static bool Serves(Card card, CardWords words, DateTimeOffset now) =>
        card.Words == words || (card.Words with { Count = words.Count } == words && now - card.At < Fresh);

    sealed record Card(CardWords Words, DateTimeOffset At, Validator Picture);
}
