using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Tests.Worker;

public sealed class HttpFunctionsTests
{
    public static class Shop
    {
        [Function("Root")]
        public static IResult Root(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{root:maxlength(0)?}")] HttpRequest request, string? root) =>
            Results.Text($"root {request.Path} {root is null}");

        [Function("Item")]
        public static async Task<IResult> Item(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{number:int}")] HttpRequest request, int number)
        {
            await Task.Yield();
            return Results.Text($"{request.Method} {number + 1}");
        }

        [Function("ItemByName")]
        public static IResult ItemByName(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{name:regex(^[a-z]+$)}/{id:guid?}")] HttpRequest request,
            string name, Guid? id) =>
            Results.Text($"{name} {id}");

        [Function("Put")]
        public static async Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items")] HttpRequest request) =>
            Results.Text($"{(await request.ReadFormAsync()).Count}");

        [Function("AnyMethod")]
        public static void AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            request.HttpContext.Response.StatusCode = 299;

        [Function("Fails")]
        public static IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("the secret of " + request.Path);

        [Function("Waits")]
        public static async Task<IResult> Waits(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
        {
            Entered.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                Gone.TrySetResult(request.Path);
                throw;
            }

            return Results.Ok();
        }

        public static TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static TaskCompletionSource<string> Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public static class Keyed
    {
        [Function("Locked")]
        public static IResult Locked([HttpTrigger("get", "post")] HttpRequest request) => Results.Text(request.Method);
    }

    static Task<ServedApp> Start() => ServedApp.Start([typeof(Shop), typeof(Keyed)]);

    [Theory]
    [InlineData("GET", "/", 200, "root / True")]
    [InlineData("GET", "/items/41", 200, "GET 42")]
    [InlineData("GET", "/items/abc", 200, "abc ")]
    [InlineData("GET", "/items/abc/6f9619ff-8b86-d011-b42d-00cf4fc964ff", 200, "abc 6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("GET", "/anymethod", 299, "")]
    [InlineData("DELETE", "/AnyMethod", 299, "")]
    [InlineData("GET", "/items/abc/none", 404, "")]
    [InlineData("GET", "/items/ABC9", 404, "")]
    [InlineData("GET", "/elsewhere", 404, "")]
    [InlineData("GET", "/items", 404, "")]
    [InlineData("DELETE", "/items/41", 404, "")]
    [InlineData("HEAD", "/items/41", 404, "")]
    [InlineData("HEAD", "/", 200, "")]
    [InlineData("GET", "/Fails", 500, "")]
    public async Task A_request_finds_its_function(string method, string path, int status, string body)
    {
        await using var app = await Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Routes_stand_below_the_prefix_which_is_api_by_default()
    {
        await using var app = await ServedApp.Start(
            [typeof(Shop)], settings: ("AzureFunctionsJobHost:extensions:http:routePrefix", "v1"));
        Assert.Equal("GET 2", await app.Http.GetStringAsync("/v1/items/1"));
        using var without = await app.Http.GetAsync("/items/1");
        Assert.Equal(HttpStatusCode.NotFound, without.StatusCode);
    }

    [Fact]
    public async Task The_host_shows_its_own_page_unless_told_not_to()
    {
        await using var app = await ServedApp.Start([typeof(Shop)], settings: ("AzureWebJobsDisableHomepage", null));
        Assert.Contains("up and running", await app.Http.GetStringAsync("/"), StringComparison.Ordinal);
        await using var silent = await ServedApp.Start([typeof(Keyed)]);
        using var nothing = await silent.Http.GetAsync("/");
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("wrong", null, 401)]
    [InlineData("", null, 401)]
    [InlineData("wrong", ServedApp.Key, 401)]
    [InlineData(ServedApp.Key, null, 200)]
    [InlineData(null, ServedApp.Key, 200)]
    public async Task A_function_that_is_not_anonymous_wants_the_key(string? header, string? code, int status)
    {
        await using var app = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Locked" + (code is null ? "" : "?code=" + Uri.EscapeDataString(code)));
        if (header is not null)
            request.Headers.TryAddWithoutValidation("x-functions-key", header);
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_of_its_own_the_host_opens_nothing()
    {
        await using var app = await ServedApp.Start([typeof(Keyed)], settings: ("CAMPAIGNS_KEY", ""));
        app.Http.DefaultRequestHeaders.TryAddWithoutValidation("x-functions-key", "");
        using var response = await app.Http.GetAsync("/Locked?code=");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_a_broken_one_400()
    {
        await using var app = await Start();
        using var large = new HttpRequestMessage(HttpMethod.Post, "/items") { Content = new ByteArrayContent(new byte[31_000_000]) };
        large.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        large.Headers.ExpectContinue = true;
        using var tooLarge = await app.Http.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        using var cut = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end");
        cut.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var broken = await app.Http.PostAsync("/items", cut);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);

        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"f{i}", "v")));
        using var tooMany = await app.Http.PostAsync("/items", many);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    [Fact]
    public async Task A_function_learns_that_its_caller_has_gone()
    {
        await using var app = await Start();
        using var patience = new CancellationTokenSource();
        var call = app.Http.GetAsync("/Waits", patience.Token);
        await Shop.Entered.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("/Waits", await Shop.Gone.Task.WaitAsync(TimeSpan.FromMinutes(2)));
    }
}
