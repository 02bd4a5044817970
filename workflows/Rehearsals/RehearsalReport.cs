namespace Campaigns.Rehearsals;

/// <summary>What somebody does in a rehearsal.</summary>
public enum RehearsedAct
{
    /// <summary>The coordinator, before anything else.</summary>
    Launch,
    /// <summary>A step that the campaign takes by itself.</summary>
    Step,
    /// <summary>Somebody asks through the public form.</summary>
    Ask,
    Sign, Decline,
    /// <summary>The coordinator accepts a signature.</summary>
    Accept,
    /// <summary>The coordinator lets the letters leave.</summary>
    Approve,
    /// <summary>The coordinator asks for a second person, who lets the letters leave.</summary>
    AskSecond, SecondApproves,
    /// <summary>The coordinator closes a campaign that has no deadline.</summary>
    Close,
}

/// <summary>One moment of a rehearsal, and the mails that it caused.</summary>
/// <param name="At">When it would be if the campaign were launched now.</param>
/// <param name="Step">Of <see cref="RehearsedAct.Step"/>.</param>
/// <param name="Who">The organisation, or the name of an individual; empty for the coordinator and the campaign.</param>
public sealed record RehearsedMoment(DateTimeOffset At, RehearsedAct Act, Step? Step, string Who, IReadOnlyList<RehearsedMail> Mails);

/// <summary>A mail as that person would get it.</summary>
/// <param name="File">The attached document; null: none.</param>
public sealed record RehearsedMail(DateTimeOffset At, string To, string Subject, string Text, string Html, (string Name, byte[] Bytes)? File);

/// <summary>What a rehearsal showed.</summary>
/// <param name="Campaign">As it was at its end.</param>
/// <param name="LeftOut">Invited people and addressees above what a rehearsal takes.</param>
public sealed record RehearsalReport(Campaign Campaign, IReadOnlyList<RehearsedMoment> Moments, Count Count, int LeftOut)
{
    public IEnumerable<RehearsedMail> Mails => Moments.SelectMany(moment => moment.Mails);
}
