using Campaigns.Checks;
using Campaigns.Functions.Doors;

namespace Campaigns.Functions.Accounts;

/// <summary>What a person calls a session or a passkey of their own: one line, or none.</summary>
static class OwnLabel
{
    public static string Read(PostedForm posted, out FieldError? error)
    {
        var label = SingleLine.Read(posted.Fields.GetValueOrDefault("label"), Limits.SessionLabel, required: false, out var wrong);
        error = wrong is null ? null : new("label", wrong, wrong == "TooLong" ? [$"{Limits.SessionLabel}"] : []);
        return label;
    }
}
