using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>A page as a browser without scripts has it: its address after redirects, its text, its forms.</summary>
public sealed record WebPage(Uri Address, HttpStatusCode Status, IHtmlDocument Document)
{
    /// <summary>What stands on the page, with single spaces.</summary>
    public string Text { get; } = string.Join(' ', (Document.Body?.TextContent ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The form that is posted to <paramref name="path"/>, filled in as a person would: what the page preset stays, hidden
    /// inputs too, and <paramref name="values"/> are typed over it.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such form, or it lacks one of the fields.</exception>
    public Form Fill(string path, params IEnumerable<(string Name, string Value)> values)
    {
        var form = Document.Forms.FirstOrDefault(form => form.Method == "post" && ActionOf(form).AbsolutePath == path)
            ?? throw new InvalidOperationException($"{Address} ({(int)Status}) has no form that is posted to {path}. It says: {Text}");
        var fields = Preset(form);
        foreach (var (name, value) in values)
            fields[name] = form.Elements.Any(element => element.GetAttribute("name") == name) ? value
                : throw new InvalidOperationException($"The form at {Address} has no field {name}.");
        return new Form(ActionOf(form), fields);
    }

    // AngleSharp resolves an address against the document's, which a parsed string does not have.
    Uri ActionOf(IHtmlFormElement form) => new(Address, form.GetAttribute("action") ?? "");

    static Dictionary<string, string> Preset(IHtmlFormElement form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements)
            if (element.GetAttribute("name") is { Length: > 0 } name && ValueOf(element) is { } value)
                fields[name] = value;
        return fields;
    }

    static string? ValueOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
        IHtmlInputElement { Type: "submit" or "button" or "file" } => null,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };
}

/// <summary>A form that is filled in, ready to be posted.</summary>
public sealed record Form(Uri Action, IReadOnlyDictionary<string, string> Fields);
