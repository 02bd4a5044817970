using System.Diagnostics;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Cloud;

/// <summary>What azd runs before and after it makes an environment, with an <c>az</c> and an <c>azd</c> that only write down what they are told.</summary>
public sealed class ScriptTests : IDisposable
{
    const string Az = """
        #!/bin/sh
        echo "az $*" >> "$NOTES/calls"
        case "$*" in
        "keyvault secret list"*) for one in "$NOTES"/secret-*; do [ -e "$one" ] && basename "$one" | cut -c8-; done; exit 0 ;;
        "keyvault secret set"*) while [ "$1" != --name ]; do shift; done; cat > "$NOTES/secret-$2" ;;
        "rest"*) [ ! -e "$NOTES/no-rest" ] ;;
        esac
        """;

    static readonly string[] Secrets = ["inbound-secret", "master-key", "metrics-token", "script-key", "sendgrid-key"];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-scripts");

    public ScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for a POSIX shell.");
        foreach (var (name, text) in new[] { ("az", Az), ("azd", "#!/bin/sh\necho \"azd $*\" >> \"$NOTES/calls\"\n") })
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Secrets_are_written_once_and_no_value_is_told_to_anybody()
    {
        var (code, said) = await RunAsync("secrets.sh", ("CAMPAIGNS_SENDGRID_KEY", "SG.of-the-tests"));
        Assert.True(code == 0, said);
        Assert.Equal(Secrets, Written().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(32, Convert.FromBase64String(Written()["master-key"]).Length);
        Assert.Equal("SG.of-the-tests", Written()["sendgrid-key"]);
        var (first, calls) = (Written(), Calls());
        Assert.All(first.Values, value => Assert.DoesNotContain(value, said + string.Concat(calls), StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("/sites/campaigns-x-a/config/configreferences/appsettings/refresh?", StringComparison.Ordinal));

        (code, _) = await RunAsync("secrets.sh");

        Assert.Equal(0, code);
        Assert.Equal(first, Written());
    }

    /// <summary>An environment is made all the same; the platform reads its references by itself, later.</summary>
    [Fact]
    public async Task That_the_vault_cannot_be_read_anew_is_said_and_stops_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "no-rest"), "");

        var (code, said) = await RunAsync("secrets.sh", ("CAMPAIGNS_SENDGRID_KEY", "SG.of-the-tests"));

        Assert.Equal(0, code);
        Assert.Contains("could not be read from the vault anew", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_to_be_set_is_asked_for_before_anything_is_made()
    {
        var (code, said) = await RunAsync("before.sh", ("CAMPAIGNS_OPERATORS", "ola@example.org"));
        Assert.Equal(1, code);
        Assert.Contains("CAMPAIGNS_COORDINATORS CAMPAIGNS_MAIL_FROM", said, StringComparison.Ordinal);

        (code, _) = await RunAsync("before.sh", ("CAMPAIGNS_OPERATORS", "ola@example.org"), ("CAMPAIGNS_COORDINATORS", "kari@example.org"), ("CAMPAIGNS_MAIL_FROM", "campaigns@example.org"));
        Assert.Equal(0, code);
        Assert.Matches(@"^azd env set CAMPAIGNS_BUDGET_START \d{4}-\d{2}-01$", Assert.Single(Calls()));
    }

    Dictionary<string, string> Written() => folder.EnumerateFiles("secret-*").ToDictionary(file => file.Name["secret-".Length..], file => File.ReadAllText(file.FullName));

    string[] Calls() => File.ReadAllLines(Path.Combine(folder.FullName, "calls"));

    async Task<(int Code, string Said)> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("sh", [Repository.PathTo("infra", "azure", script)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder.FullName}:{start.Environment["PATH"]}";
        start.Environment["NOTES"] = folder.FullName;
        foreach (var (name, value) in new[] { ("AZURE_KEY_VAULT_NAME", "kv-x"), ("AZURE_RESOURCE_GROUP", "rg-x"), ("AZURE_SUBSCRIPTION_ID", "s"), ("SERVICE_APP_NAME", "campaigns-x-a") }.Concat(environment)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, written + await said);
    }
}
