namespace Campaigns;

/// <summary>Upper bounds of what people may send. Lengths are in UTF-16 characters unless named otherwise.</summary>
public static class Limits
{
    public const int Title = 200;
    /// <summary>UTF-8 bytes of one statement in one language; one table property holds 64 KB of UTF-16.</summary>
    public const int Statement = 30_000;
    public const int Languages = 12;
    public const int Addressees = 1_000;
    public const int Invitations = 1_000;
    public const int Reminders = 10;
    public const int Name = 200;
    public const int Email = 254;
    /// <summary>Of a cancellation, in the coordinator's own words.</summary>
    public const int Reason = 1_000;
    /// <summary>Bytes of a launch request.</summary>
    public const int LaunchBytes = 2_000_000;
    /// <summary>Bytes of any other form.</summary>
    public const int FormBytes = 32_768;
    /// <summary>Fields of one form, or names of one JSON object.</summary>
    public const int Fields = 200;
}
