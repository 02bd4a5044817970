using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

public sealed class RunSettingsTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-settings-");

    [Fact]
    public void AreTheContractsWhenNothingIsSet()
    {
        var settings = RunSettings.FromEnvironment(_ => null);

        Assert.Equal((7071, 7072), (settings.AppPort, settings.MailPort));
        Assert.Equal((10000, 10001, 10002), (settings.BlobPort, settings.QueuePort, settings.TablePort));
        Assert.Equal(Repository.PathTo(".data"), settings.DataFolder);
        Assert.Equal("coordinator@example.org", settings.Coordinators);
        Assert.Equal("operator@example.org", settings.Operators);
    }

    [Fact]
    public void FollowTheEnvironment()
    {
        var environment = new Dictionary<string, string>
        {
            ["CAMPAIGNS_PORT"] = "8001",
            ["AZURITE_TABLE_PORT"] = "8002",
            ["CAMPAIGNS_DATA"] = folder.FullName,
            ["CAMPAIGNS_KEY"] = "a key",
            ["Campaigns__Coordinators"] = "ana@example.org,ben@example.org",
        };

        var settings = RunSettings.FromEnvironment(environment.GetValueOrDefault);

        Assert.Equal((8001, 8002, folder.FullName, "a key"), (settings.AppPort, settings.TablePort, settings.DataFolder, settings.Key));
        Assert.Equal("ana@example.org,ben@example.org", settings.Coordinators);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("seven")]
    public void RefuseWhatIsNoPortByItsName(string port)
    {
        var failure = Assert.Throws<RunException>(() => RunSettings.FromEnvironment(name => name == "CAMPAIGNS_MAIL_PORT" ? port : null));

        Assert.Contains($"CAMPAIGNS_MAIL_PORT={port}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "/b")]
    [InlineData("A machine with spaces", "/srv/büro")]
    public void MakeAHubNameThatDurableFunctionsTakes(string machine, string checkout) =>
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,44}$", RunSettings.HubOf(machine, checkout));

    [Fact]
    public void HubsOfTwoCheckoutsDiffer() =>
        Assert.NotEqual(RunSettings.HubOf("a", "/b"), RunSettings.HubOf("a", "/c"));

    [Fact]
    public void SecretsAreMadeOnceForThisUserOnly()
    {
        var path = Path.Combine(folder.FullName, "key");

        var key = KeptSecret.Key(path);

        Assert.Equal(key, KeptSecret.Key(path));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", key);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void TheMasterKeyIs32BytesInBase64() =>
        Assert.Equal(32, Convert.FromBase64String(KeptSecret.Master(Path.Combine(folder.FullName, "master-key"))).Length);

    public void Dispose() => folder.Delete(recursive: true);
}
