namespace Campaigns.Local.Launcher;

/// <summary>Something that the person at the terminal can mend; the message says what and how.</summary>
public sealed class RunException(string message) : Exception(message);
