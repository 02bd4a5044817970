namespace Campaigns;

/// <summary>What can stand in the picture of a campaign's life. In the order in which the picture shows them, from the top.</summary>
public enum LifeKind
{
    Scheduled, Open, Closed, Approval, Dispatching, Dispatched, Cancelled, Archived,
    /// <summary>The deadline as it stands.</summary>
    Deadline,
    /// <summary>A deadline that was given up for another one.</summary>
    OldDeadline,
    DeadlineMoved, Grace,
    Invited, Reminder, Update,
    /// <summary>A round of letters before the last one; <see cref="Letters"/> is the last.</summary>
    Round,
    Letters, FollowUp,
    Embargo,
    /// <summary>Nothing goes on before a person decides.</summary>
    WaitsForPerson,
    Held, Suspended, Alarm,
}

/// <summary>The rows of the picture that belong together.</summary>
public enum LifeLane { Phases, Deadline, Messages, Letters, Embargo, Waits }

/// <summary>One thing in a campaign's life, past or to come. Instants are UTC. No personal data.</summary>
/// <param name="To">Null: a moment, not a span.</param>
/// <param name="Number">Of the reminder, update or round, from 1; 0 where there is only one.</param>
/// <param name="IsOpenEnded">It ends when a person decides: <paramref name="To"/> is only how far it has come.</param>
public sealed record LifeItem(LifeKind Kind, DateTimeOffset From, DateTimeOffset? To = null, int Number = 0, bool IsOpenEnded = false)
{
    public LifeLane Lane => Kind switch
    {
        <= LifeKind.Archived => LifeLane.Phases,
        <= LifeKind.Grace => LifeLane.Deadline,
        <= LifeKind.Update => LifeLane.Messages,
        <= LifeKind.FollowUp => LifeLane.Letters,
        LifeKind.Embargo => LifeLane.Embargo,
        _ => LifeLane.Waits,
    };
}
