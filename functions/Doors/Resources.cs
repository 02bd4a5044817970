namespace Campaigns.Functions.Doors;

/// <summary>Files that lie in the assembly.</summary>
static class Resources
{
    /// <param name="name">Without the prefix <c>Campaigns.Functions.</c></param>
    public static byte[] Read(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream("Campaigns.Functions." + name)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
