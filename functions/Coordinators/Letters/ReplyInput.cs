using System.Collections.Immutable;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Letters.Replies;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>Reads the form that records a reply: <c>kind</c>, <c>received</c>, <c>words</c>, <c>file</c>.</summary>
static class ReplyInput
{
    /// <param name="sentAt">When the letter left: nobody answers earlier.</param>
    public static Checked<NewReply> Read(PostedForm posted, Campaign campaign, int addressee, DateTimeOffset sentAt, DateTimeOffset now)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var file = posted.Files.GetValueOrDefault("file") ?? new("", []);
        var words = Words(posted.Fields.GetValueOrDefault("words", ""), errors);
        var reply = new NewReply(addressee, Received(posted, campaign, sentAt, now, errors), Kind(posted, errors), words, Name(file, errors), file.Bytes);
        if (errors.Count == 0 && words.Length == 0 && file.Bytes.Length == 0) errors.Add(new("words", "WordsOrFile"));
        return errors.Count == 0 ? Checked<NewReply>.Valid(reply) : Checked<NewReply>.Invalid(errors.ToImmutable());
    }

    /// <summary>Of a reply that came by mail.</summary>
    public static (ReplyKind Kind, ImmutableArray<FieldError> Errors) Kind(PostedForm posted)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        return (Kind(posted, errors), errors.ToImmutable());
    }

    static DateTimeOffset Received(PostedForm posted, Campaign campaign, DateTimeOffset sentAt, DateTimeOffset now, ImmutableArray<FieldError>.Builder errors)
    {
        var typed = posted.Fields.GetValueOrDefault("received", "").Trim();
        var at = ZonedTime.Read(typed, campaign.TimeZone);
        // A minute of grace on both sides: forms give no seconds.
        var reason = typed.Length == 0 ? "Required" : at is null ? "NotADate" : at > now.AddMinutes(1) ? "InTheFuture" : at < sentAt.AddMinutes(-1) ? "BeforeLetter" : null;
        if (reason is not null) errors.Add(new("received", reason));
        return at ?? default;
    }

    static ReplyKind Kind(PostedForm posted, ImmutableArray<FieldError>.Builder errors)
    {
        var typed = posted.Fields.GetValueOrDefault("kind", "").Trim();
        var kinds = Enum.GetValues<ReplyKind>();
        var found = kinds.Where(kind => DeskJson.Word(kind) == typed).Select(kind => (ReplyKind?)kind).FirstOrDefault();
        if (found is null) errors.Add(typed.Length == 0 ? new("kind", "Required") : new("kind", "NotOneOf", [string.Join(", ", kinds.Select(DeskJson.Word))]));
        return found ?? default;
    }

    static string Words(string typed, ImmutableArray<FieldError>.Builder errors)
    {
        var reason = !PlainText.IsBlock(typed) ? "ControlCharacters" : typed.Length > Limits.ReplyWords ? "TooLong" : null;
        if (reason is not null) errors.Add(new("words", reason, reason == "TooLong" ? [$"{Limits.ReplyWords}"] : []));
        return reason is null ? PlainText.Canonical(typed) : "";
    }

    /// <summary>The last part of the name, as some browsers send a path.</summary>
    static string Name(PostedFile file, ImmutableArray<FieldError>.Builder errors)
    {
        if (file.Bytes.Length == 0) return "";
        if (file.Bytes.Length > Limits.ReplyFile) errors.Add(new("file", "TooManyBytes", [$"{Limits.ReplyFile / 1_000_000}"]));
        var name = SingleLine.Read(file.Name.Split('/', '\\')[^1], Limits.Name, required: true, out var error);
        if (error is not null) errors.Add(new("file", "FileName"));
        return name;
    }
}
