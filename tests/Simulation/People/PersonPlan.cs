using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

enum Habit { Ignores, Signs, SignsAtOnce, SignsAtTheDeadline, SignsTooLate, SignsTwice, SignsByBothLinks, Withdraws, ChangesTheirMind, Declines, AsksAgainAndAgain }

/// <summary>A person whom the seed made: who they are, and what they are like.</summary>
sealed record PersonPlan(int Number, string Address, Habit Habit, int Luck)
{
    public static readonly Habit[] Habits =
    [
        Habit.Ignores, Habit.Ignores, Habit.Signs, Habit.Signs, Habit.Signs, Habit.SignsAtOnce, Habit.SignsAtTheDeadline, Habit.SignsAtTheDeadline,
        Habit.SignsTooLate, Habit.SignsTwice, Habit.SignsByBothLinks, Habit.Withdraws, Habit.ChangesTheirMind, Habit.Declines, Habit.AsksAgainAndAgain,
    ];

    /// <summary>Of the invitation they got; null: they come by themselves.</summary>
    public int? Invitation { get; init; }
    public SignatoryKind Kind { get; init; }
    public string Organisation { get; init; } = "";
    public string Country { get; init; } = "";
}
