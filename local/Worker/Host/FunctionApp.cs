using Campaigns.Local.Worker.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Host;

/// <summary>One function app: where its functions and settings are, and how the host around them is put together.</summary>
sealed class FunctionApp
{
    /// <summary>The types whose functions are served.</summary>
    public required IReadOnlyList<Type> Types { get; init; }

    public string[] Args { get; init; } = [];

    /// <summary>Settings that stand over all others.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings { get; init; } = [];

    /// <summary>Where host.json, local.settings.json and appsettings.json are; where no local settings are to be read, false.</summary>
    public string Root { get; init; } = AppContext.BaseDirectory;

    public bool ReadsLocalSettings { get; init; } = true;

    public WebApplicationBuilder CreateWebBuilder()
    {
        // As func start does: Development, unless the environment says otherwise.
        var environment = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development;
        var web = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = Args, ContentRootPath = Root, EnvironmentName = environment });
        if (ReadsLocalSettings)
            LocalSettings.Add(web.Configuration, Root);
        web.Configuration.AddInMemoryCollection(Settings);

        if (web.Configuration["CAMPAIGNS_CLOCK_FILE"] is { Length: > 0 } clock)
            web.Services.AddSingleton<TimeProvider>(new SetClock(clock));

        // ASP.NET Core would log every request's address, with whatever token is in it.
        web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        return web;
    }

    /// <summary>Reads and checks the functions, then builds the host around them.</summary>
    public IHost Build(
        WebApplicationBuilder web, IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, bool servesHttp)
    {
        var problems = new Problems();
        var settings = HostSettings.Read(web.Configuration, Root);
        var functions = FunctionReader.Read(Types, problems).Where(f => !settings.IsDisabled(f.Name)).ToList();
        AppRules.Check(functions, settings, servesHttp, problems);
        problems.ThrowIfAny();

        SetUpWeb(web);
        var pipeline = new FunctionPipeline(functions, middleware);
        HostServices.Add(web.Services, functions, pipeline, settings);
        var app = web.Build();
        AppRules.CheckClasses(pipeline, app.Services, problems);
        problems.ThrowIfAny();
        HostPipeline.Put(app, functions, pipeline, settings);
        return app;
    }

    static void SetUpWeb(WebApplicationBuilder web)
    {
        web.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (web.Configuration["urls"] is null && web.Configuration["http_ports"] is null)
            web.WebHost.UseUrls("http://localhost:7071");
        web.Services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
    }
}
