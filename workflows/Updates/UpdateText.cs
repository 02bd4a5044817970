namespace Campaigns.Updates;

/// <summary>An update in one language. Stored sealed: changing a name loses what was written.</summary>
/// <param name="Language">BCP 47 tag; one of the campaign's.</param>
/// <param name="Subject">Of the mail, at most <see cref="Limits.UpdateSubject"/> characters.</param>
/// <param name="Markdown">At most <see cref="Limits.UpdateText"/> characters.</param>
public sealed record UpdateText(string Language, string Subject, string Markdown)
{
    /// <summary>What somebody reads who signed in <paramref name="language"/>: that text; without one, the first, in the campaign's own language.</summary>
    public static UpdateText For(IReadOnlyList<UpdateText> texts, string language) =>
        texts.FirstOrDefault(text => text.Language == language) ?? texts.FirstOrDefault(text => Main(text.Language) == Main(language)) ?? texts[0];

    static string Main(string language) => language.Split('-')[0];
}

/// <summary>An update that was written.</summary>
/// <param name="Actor">As in <see cref="JournalEntry.Actor"/>.</param>
/// <param name="Texts">The campaign's own language first.</param>
public sealed record WrittenUpdate(int Number, DateTimeOffset WrittenAt, string Actor, IReadOnlyList<UpdateText> Texts);

/// <summary>What became of the mails of one update.</summary>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="Left">Not sent any more: a newer one took its place, or the person wanted none by then.</param>
/// <param name="Refused">By the mail service.</param>
/// <param name="Stopped">People who wanted no further ones after this.</param>
public sealed record UpdateTally(int Sent, int Waiting, int Left, int Refused, int Stopped)
{
    public static readonly UpdateTally Nothing = new(0, 0, 0, 0, 0);
}
