namespace Campaigns.Backup;

/// <summary>What is known before anything is written.</summary>
/// <param name="Exists">There is such a campaign, draft or network here.</param>
/// <param name="There">The campaign that is here; null for everything else.</param>
/// <param name="Opens">False: the present master key does not open the key in the copy. Null: the copy has no key, because it was purged.</param>
/// <param name="SameKey">Whether the key that is here is the one in the copy; null when there are not both.</param>
/// <param name="Begun">Id of the copy that somebody began to restore here; null for none.</param>
/// <param name="Cleared">And what was here before is gone.</param>
public sealed record RestoreFacts(CopyKind Kind, string Copy, bool Overwrite, bool Exists, Campaign? There, bool? Opens, bool? SameKey, string? Begun, bool Cleared);

public enum RestoreAction
{
    Refuse,
    /// <summary>It is here, restored from this very copy.</summary>
    Present,
    /// <summary>What is here has to go first.</summary>
    Clear,
    /// <summary>Rows can be written.</summary>
    Write,
}

/// <summary>Whether something may be restored; pure.</summary>
public static class RestoreRule
{
    /// <returns>The refusal as in the resource <c>Refusal_{Refusal}</c>: OtherMasterKey, ThereAlready, PurgedHere, LettersAreLeaving, OtherKey.</returns>
    public static (RestoreAction Action, string? Refusal) Begin(RestoreFacts facts)
    {
        if (facts.Opens == false) return Refuse("OtherMasterKey");
        if (facts.There?.Purge?.BegunAt is not null) return Refuse("PurgedHere"); // people were told that it is gone
        if (!facts.Overwrite && facts.There?.Restored?.Copy == facts.Copy) return (RestoreAction.Present, null);
        if (facts.Exists && !(facts.Overwrite && facts.Kind == CopyKind.Campaign)) return Refuse("ThereAlready");
        if (facts.There is { Phase: Phase.Dispatching, IsHeld: false }) return Refuse("LettersAreLeaving");
        if (facts.Exists && facts.SameKey == false) return Refuse("OtherKey");
        var isUnderWay = !facts.Exists && facts.Begun == facts.Copy && facts.Cleared;
        return (isUnderWay ? RestoreAction.Write : RestoreAction.Clear, null);
    }

    static (RestoreAction, string?) Refuse(string refusal) => (RestoreAction.Refuse, refusal);
}
