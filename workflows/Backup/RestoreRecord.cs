namespace Campaigns.Backup;

/// <summary>That a campaign came back from a copy. All instants are UTC.</summary>
/// <param name="Copy">Id of the copy: restoring the same one twice changes nothing.</param>
/// <param name="CopiedAt">What happened after this is not in it.</param>
/// <param name="ReleasedAt">Null as long as it is held: until an operator has said what became of its letters, it does nothing by itself.</param>
public sealed record RestoreRecord(string Copy, DateTimeOffset CopiedAt, DateTimeOffset RestoredAt, DateTimeOffset? ReleasedAt);
