using System.Globalization;
using Campaigns.Letters;
using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>The board tells of every letter what became of it, and every letter carries the whole list and nothing else.</summary>
static class Letterbox
{
    const string Bullet = "  - ";

    /// <summary>Between a letter's composition and its acceptance; who leaves in that time may stand in it or not.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(5);

    public static IEnumerable<string> Judge(Ending ending, IReadOnlyList<SimulatedMail> accepted)
    {
        if (ending.Campaign.Phase < Phase.Dispatching || ending.Campaign.Phase == Phase.Cancelled)
            return accepted.Any(mail => IsOf(ending, mail)) ? ["letters left before the dispatch."] : [];
        var told = ending.Campaign.Phase == Phase.Dispatched ? ending.Board.SelectMany(letter => Judge(letter, accepted.Where(mail => IsOf(ending, mail, letter)).ToList())) : [];
        return told.Concat(accepted.Where(mail => IsOf(ending, mail)).SelectMany(mail => Names(ending, mail)));
    }

    static IEnumerable<string> Judge(LetterRow letter, List<SimulatedMail> sent)
    {
        var number = letter.Addressee.Number;
        if (letter.State is null or LetterState.Claimed) yield return $"the board does not say what became of the letter to addressee {number}.";
        if (letter.State is LetterState.Accepted or LetterState.Delivered or LetterState.Deferred or LetterState.Bounced && sent.Count == 0)
            yield return $"the board says {letter.State} of a letter to addressee {number} that was never sent.";
    }

    static IEnumerable<string> Names(Ending ending, SimulatedMail letter)
    {
        var must = Named(ending, letter.At);
        var may = Named(ending, letter.At - OnItsWay);
        var lines = letter.Text.Split('\n').Where(line => line.StartsWith(Bullet, StringComparison.Ordinal)).ToList();
        var names = lines.Where(Marker.IsIn).ToList();
        var missing = must.Count(name => !names.Exists(line => line.StartsWith(Bullet + name, StringComparison.OrdinalIgnoreCase)));
        var hidden = lines.Where(line => !Marker.IsIn(line)).Sum(line => int.Parse(line[Bullet.Length..].Split(' ', '\u00a0')[0], CultureInfo.InvariantCulture));
        if (missing > 0 || names.Count > may.Count)
            yield return $"letter {letter.Letter} has {names.Count} names, {missing} are missing, the book has {must.Count} to {may.Count}.";
        if (ending.Campaign.FinalCount!.Signatures != names.Count + hidden) yield return $"letter {letter.Letter} has {names.Count + hidden} lines, the count is {ending.Campaign.FinalCount}.";
    }

    /// <summary>An organisation that several people signed for is one line, as open as the most open of them. Who left after the letters
    /// is named in none that is sent again.</summary>
    static List<string> Named(Ending ending, DateTimeOffset at) =>
        [.. Numbers.Confirmed(ending)
            .Where(one => one.Publication != Publication.NameWithheld && !(one.LeftAt <= at))
            .GroupBy(one => one.Kind == SignatoryKind.Organisation ? Numbers.OrganisationOf(one) : one.Id)
            .Select(same => same.First()).Select(one => one.Kind == SignatoryKind.Organisation ? one.Details.Organisation : one.Details.Name)];

    static bool IsOf(Ending ending, SimulatedMail mail) => mail.Letter is { } key && key.StartsWith(ending.Campaign.Id, StringComparison.Ordinal);

    static bool IsOf(Ending ending, SimulatedMail mail, LetterRow letter) =>
        IsOf(ending, mail) && LetterKey.Parse(mail.Letter!) is { } key && key.Addressee == letter.Addressee.Number;
}
