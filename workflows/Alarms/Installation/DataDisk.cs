namespace Campaigns.Alarms;

/// <summary>A disk, in bytes.</summary>
public sealed record DiskSpace(long Free, long Total)
{
    public long Used => Total - Free;
}

/// <summary>The disk of the data folder (setting CAMPAIGNS_DATA), where storage keeps its files beside the app: on a laptop. In Azure there is none to see.</summary>
public sealed class DataDisk(Func<DiskSpace?> look)
{
    public DiskSpace? Look() => look();

    /// <returns>Null: no folder, or it cannot be looked at.</returns>
    public static DiskSpace? Of(string? folder)
    {
        if (string.IsNullOrEmpty(folder)) return null;
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(folder));
            return new(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
