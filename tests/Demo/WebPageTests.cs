using System.Net;
using AngleSharp.Html.Parser;
using Campaigns.Local.Launcher.Demo;

namespace Campaigns.Tests.Demo;

public sealed class WebPageTests
{
    const string Html = """
        <h1>A  statement</h1>
        <form method="get" action="/find"><input name="q"></form>
        <form method="post" action="/sign/abc?lang=fr">
          <input type="hidden" name="form" value="token"><input name="name" value="preset"><textarea name="text">
        one
        two</textarea>
          <select name="country"><option value="">-</option><option value="PL" selected>Poland</option></select>
          <input type="radio" name="shown" value="a"><input type="radio" name="shown" value="b" checked>
          <input type="checkbox" name="unchecked"><button name="act" value="x">Sign</button>
        </form>
        """;

    static readonly WebPage Page = new(new Uri("http://127.0.0.1:7071/somewhere/else"), HttpStatusCode.OK, new HtmlParser().ParseDocument(Html));

    [Fact]
    public void AFormKeepsWhatThePagePreset()
    {
        var form = Page.Fill("/sign/abc");

        Assert.Equal("http://127.0.0.1:7071/sign/abc?lang=fr", form.Action.AbsoluteUri);
        Assert.Equal(["country=PL", "form=token", "name=preset", "shown=b", "text=one\ntwo"], form.Fields.Select(field => $"{field.Key}={field.Value}").Order());
    }

    [Fact]
    public void WhatIsTypedReplacesIt()
    {
        var form = Page.Fill("/sign/abc", ("name", "Ana"), ("shown", "a"));

        Assert.Equal(("Ana", "a", "token"), (form.Fields["name"], form.Fields["shown"], form.Fields["form"]));
    }

    [Fact]
    public void AMissingFieldOrFormIsNamed()
    {
        Assert.Contains("no field email", Assert.Throws<InvalidOperationException>(() => Page.Fill("/sign/abc", ("email", "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("/find", Assert.Throws<InvalidOperationException>(() => Page.Fill("/find")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ItsTextIsWhatAReaderSees() => Assert.StartsWith("A statement", Page.Text, StringComparison.Ordinal);
}
