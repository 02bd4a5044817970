namespace Campaigns;

/// <summary>The deadline was moved while people could sign, and they are told.</summary>
/// <param name="Number">Counts from 1; a later one takes the place of one that was not told yet.</param>
/// <param name="From">What people knew before; null: there was no deadline.</param>
/// <param name="At">When it was moved.</param>
/// <param name="ToldAt">When the last of the mails had been written; null: they are still to be.</param>
public sealed record DeadlineMove(int Number, DateTimeOffset? From, DateTimeOffset To, DateTimeOffset At, DateTimeOffset? ToldAt = null)
{
    /// <summary>Who signed, or was written to, so long after the move has seen the new deadline: what was on its way when it was moved has
    /// arrived by then.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(1);

    /// <summary>Whether somebody who last heard from the campaign at <paramref name="heard"/> has seen the new deadline; null: nobody knows.</summary>
    public bool IsKnownTo(DateTimeOffset? heard) => heard >= At + OnItsWay;
}

/// <summary>Moves of the deadline. Pure.</summary>
public static class DeadlineMoves
{
    /// <summary>The campaign with another deadline. While it is open, people have to be told; of several moves only the newest.</summary>
    internal static Campaign Move(Campaign campaign, DateTimeOffset closesAt, DateTimeOffset now)
    {
        var before = campaign.Move is { ToldAt: null } untold ? untold.From : campaign.ClosesAt;
        var move = new DeadlineMove((campaign.Move?.Number ?? 0) + 1, before, closesAt, now);
        return campaign with { ClosesAt = closesAt, DeadlineMovedAt = now, Window = null, Move = campaign.Phase == Phase.Open ? move : campaign.Move };
    }

    /// <summary>Comes up at once, also by night: whoever works towards the old deadline has to know, and a mail wakes nobody who sleeps. Null: everyone knows.</summary>
    internal static Step? Next(Campaign campaign) =>
        campaign.Move is { ToldAt: null } move ? new(StepKind.TellDeadline, move.At, move.Number) : null;
}
