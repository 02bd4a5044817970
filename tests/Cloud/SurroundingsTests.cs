using System.Globalization;
using System.Text.Json.Nodes;
using Campaigns.Functions;
using Campaigns.Functions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Tests.Cloud;

/// <summary>What Azure may hand the app otherwise than a laptop does, and the app refuses to start with.</summary>
public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("CAMPAIGNS_KEY", "CAMPAIGNS_KEY")]
    [InlineData("SendGrid:ApiKey", "SendGrid__ApiKey")]
    public void A_secret_that_was_not_read_from_the_vault_is_no_secret(string name, string said)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Require(name, "@Microsoft.KeyVault(SecretUri=https://kv.example.org/secrets/script-key)"));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("kv.example.org", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_languages_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Require("a", "b", _ => CultureInfo.InvariantCulture));
        Assert.Throws<InvalidOperationException>(() => Require("a", "b", name => throw new CultureNotFoundException(name)));
        Require("a", "b");
    }

    /// <summary>An environment variable of the image cannot take the languages away: what the app was built with stands over it.</summary>
    [Fact]
    public void The_app_itself_asks_for_languages()
    {
        var options = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Campaigns.Functions.runtimeconfig.json")))!["runtimeOptions"]!["configProperties"]!;

        Assert.False((bool)options["System.Globalization.Invariant"]!);
    }

    [Fact]
    public void Telemetry_goes_by_identity_where_the_setting_says_so()
    {
        Assert.True(TelemetrySetUp.ByIdentity("ClientId=00000000-0000-0000-0000-000000000000;Authorization=AAD"));
        Assert.False(TelemetrySetUp.ByIdentity(null));
    }

    static void Require(string name, string value, Func<string, CultureInfo>? cultures = null) =>
        Surroundings.Require(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build(), cultures ?? CultureInfo.GetCultureInfo);
}
