using Campaigns.Drafting;

namespace Campaigns.Tests.Drafting;

/// <summary>A draft and what is done to it, for tests of the rules.</summary>
static class SampleDraft
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly StatementDraft New = new()
    {
        Id = "aaaaaaaaaaaaaaaa",
        Title = "Free them",
        Language = "en",
        TimeZone = "UTC",
        CreatedAt = Now,
        ChangedAt = Now,
        Editors = ["coordinator@example.org"],
    };

    /// <summary>As it is after these, none of which may be refused.</summary>
    public static StatementDraft After(StatementDraft draft, params DraftCommand[] commands)
    {
        foreach (var command in commands)
        {
            var decision = DraftLife.Decide(draft, command, Now);
            Assert.Null(decision.Refusal);
            draft = decision.Draft;
        }
        return draft;
    }

    public static DraftCommand.Save Save(string text, int from, string language = "en") => new(language, text, from, "coordinator@example.org");

    public static DraftCommand.Judge Judge(int reviewer, bool approves, int version = 1) => new(reviewer, "", "en", version, approves, approves ? "" : "too long");
}
