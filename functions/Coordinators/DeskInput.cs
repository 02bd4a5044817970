using System.Collections.Immutable;
using System.Globalization;
using Campaigns.Abuse;
using Campaigns.Checks;
using Campaigns.Invitations;
using Campaigns.Letters;

namespace Campaigns.Functions.Coordinators;

/// <summary>Reads the fields of the desk's forms.</summary>
sealed class DeskInput(IReadOnlyDictionary<string, string> fields)
{
    public static readonly ImmutableArray<string> Actions = ["open", "extend", "close", "ask", "approve", "refuse", "take-back", "cancel", "vet", "resend", "addendum", "purge", "domains", "template", "invite", "remind", "webhook", "readdress", "hand-over", "follow-ups", "round-approve", "round-skip", "round-add"];

    readonly List<FieldError> errors = [];

    public ImmutableArray<FieldError> Errors => [.. errors];

    /// <summary>Local time in the campaign's zone, or an instant with its own offset.</summary>
    public DateTimeOffset Deadline(Campaign campaign, DateTimeOffset now)
    {
        var typed = Text("closesAt");
        var at = ZonedTime.Read(typed, campaign.TimeZone);
        if (typed.Length == 0) Refuse("closesAt", "Required");
        else if (at is null) Refuse("closesAt", "NotADate");
        else if (at <= now) Refuse("closesAt", "InThePast");
        else if (at <= (campaign.OpenedAt ?? campaign.OpensAt)) Refuse("closesAt", "BeforeOpening");
        else if (at > Plan.LatestDeadline(campaign, now)) Refuse("closesAt", "TooFarAhead", $"{IsoDuration.LongestYears}");
        return at ?? default;
    }

    public string Reason()
    {
        var reason = SingleLine.Read(Text("reason"), Limits.Reason, required: true, out var error);
        if (error is not null) Refuse("reason", error, error == "TooLong" ? [$"{Limits.Reason}"] : []);
        return reason;
    }

    /// <summary>The number of the request for approval that the page showed; 0 where a campaign has no second person.</summary>
    public int Request(Campaign campaign) => campaign.ApprovalRequest is null ? 0 : Number("request", Limits.ApprovalRequests) ?? 0;

    /// <summary>Why personal data is to be destroyed at once: one of a few words, because words of one's own would be destroyed with it.</summary>
    public string Purge()
    {
        var why = Text("why");
        if (why.Length == 0) Refuse("why", "Required");
        else if (!PurgeRecord.Reasons.Contains(why)) Refuse("why", "NotOneOf", string.Join(", ", PurgeRecord.Reasons));
        if (Text("confirm") != "yes") Refuse("confirm", "Required");
        return why;
    }

    public InvitationLines? Invitations(Campaign campaign)
    {
        var read = InvitationAdding.Read(campaign, fields.GetValueOrDefault("invitations", ""));
        errors.AddRange(read.Errors);
        return read.IsValid ? read.Value : null;
    }

    /// <summary>The name of a template.</summary>
    public string Name()
    {
        var name = SingleLine.Read(Text("name"), Limits.Name, required: true, out var error);
        if (error is not null) Refuse("name", error, error == "TooLong" ? [$"{Limits.Name}"] : []);
        return name;
    }

    /// <summary>Absolute and https; empty: none any more.</summary>
    public string Webhook(bool inside)
    {
        var address = SingleLine.Read(Text("address"), Limits.WebhookAddress, required: false, out var error);
        if (error is not null) Refuse("address", error, error == "TooLong" ? [$"{Limits.WebhookAddress}"] : []);
        else if (address.Length > 0 && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (inside && uri.Scheme == Uri.UriSchemeHttp)) && uri.UserInfo.Length == 0))
            Refuse("address", "NotAWebAddress");
        return address;
    }

    public MailRules Domains() => MailRulesReader.Read(Text, Refuse);

    public (string Signature, bool Accept) Vetting()
    {
        var signature = Text("signature");
        if (signature.Length == 0) Refuse("signature", "Required");
        var accept = Text("accept");
        if (accept.Length == 0) Refuse("accept", "Required");
        else if (accept is not ("yes" or "no")) Refuse("accept", "NotOneOf", "yes, no");
        return (signature, accept == "yes");
    }

    /// <summary>Local times in the campaign's zone, one a line; none is allowed.</summary>
    public ImmutableArray<DateTimeOffset> FollowUps(Campaign campaign, DateTimeOffset now)
    {
        var times = ImmutableSortedSet.CreateBuilder<DateTimeOffset>();
        foreach (var (line, number) in Text("times").ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index + 1)).Where(one => one.line.Trim().Length > 0))
            if (ZonedTime.Read(line, campaign.TimeZone) is not { } at) errors.Add(FieldError.At(number, "times", "NotADate"));
            else if (at <= now) errors.Add(FieldError.At(number, "times", "InThePast"));
            else if (at >= Retention.EndsAt(campaign)) errors.Add(FieldError.At(number, "times", "AfterRetention"));
            else times.Add(at);
        if (times.Count > Limits.FollowUps) Refuse("times", "TooMany", $"{Limits.FollowUps}");
        return [.. times];
    }

    /// <summary>The number of a round of letters.</summary>
    public int Round() => Number("number", Limits.Rounds) ?? 0;

    /// <summary>One more round of letters, as a line of the launch form; null when it was refused.</summary>
    public RoundPlan? NewRound(Campaign campaign, IReadOnlyList<Addressee> addressees, DateTimeOffset now)
    {
        var read = LaunchReader.Round(Text("rounds"), campaign, addressees, now);
        errors.AddRange(read.Errors);
        return read.IsValid ? read.Value : null;
    }

    /// <summary>A letter of the board: <c>addressee</c> may also be <c>round/addressee</c>, as the page has it.</summary>
    public (int Round, int Addressee) Letter(IReadOnlyList<LetterRow> board)
    {
        if (Text("addressee").Split('/') is [var first, var second]) fields = new Dictionary<string, string>(fields) { ["round"] = first, ["addressee"] = second };
        var (round, addressee) = (Number("round", Math.Max(1, board.Select(letter => letter.Round).DefaultIfEmpty(1).Max())), Number("addressee", Limits.Addressees));
        if (round is not null && addressee is not null && !board.Any(letter => letter.Round == round && letter.Addressee.Number == addressee))
            Refuse("addressee", "Unknown");
        return (round ?? 0, addressee ?? 0);
    }

    /// <summary>Another address of an addressee.</summary>
    public string Email()
    {
        var typed = Text("email");
        if (typed.Length == 0) Refuse("email", "Required");
        else if (typed.Length > Limits.Email) Refuse("email", "TooLong", $"{Limits.Email}");
        else if (!EmailAddress.TryParse(typed, out var address)) Refuse("email", "NotAnAddress");
        else return address.Address;
        return "";
    }

    /// <summary>How a letter was handed over.</summary>
    public string Way()
    {
        var way = Text("way");
        if (way.Length == 0) Refuse("way", "Required");
        else if (!HandedOver.Ways.Contains(way)) Refuse("way", "NotOneOf", string.Join(", ", HandedOver.Ways));
        return way;
    }

    /// <summary>The last withdrawal that the page showed: who withdrew later is still to be told of.</summary>
    public DateTimeOffset Until(DateTimeOffset now)
    {
        var typed = Text("until");
        if (typed.Length == 0) Refuse("until", "Required");
        else if (DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until <= now) return until;
        else Refuse("until", "NotADate");
        return default;
    }

    int? Number(string field, int highest)
    {
        var text = Text(field);
        if (text.Length == 0) Refuse(field, "Required");
        else if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= highest) return number;
        else Refuse(field, "NotANumber", "1", $"{highest}");
        return null;
    }

    string Text(string field) => fields.GetValueOrDefault(field, "").Trim();

    void Refuse(string field, string reason, params string[] arguments) => errors.Add(new FieldError(field, reason, arguments));
}
