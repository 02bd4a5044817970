namespace Campaigns.Local.Launcher;

/// <summary>Where the checkout is that this assembly was built in.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Campaigns.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Campaigns.sln")))
                return folder.FullName;

        throw new DirectoryNotFoundException($"No folder above {start} holds Campaigns.sln.");
    }
}
