using System.Collections.Immutable;

namespace Campaigns.Functions.Pages;

/// <summary>A form as it is shown: what was typed, what is wrong with it, and the hidden input that must come back.</summary>
/// <param name="Action">Where it is posted: a path of this site.</param>
/// <param name="Token">From <c>FormTokens</c>.</param>
public sealed record FormState(string Action, string Token, IReadOnlyDictionary<string, string> Values, ImmutableArray<FieldError> Errors)
{
    /// <summary>The name of the hidden input.</summary>
    public const string TokenField = "form";

    static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public FormState(string action, string token) : this(action, token, Nothing, []) { }

    /// <summary>True when the form came without a valid token: nothing was stored, and posting it once more will do.</summary>
    public bool Expired { get; init; }

    /// <summary>True when there were too many requests: nothing was stored, and posting it a little later will do.</summary>
    public bool Busy { get; init; }

    public bool HasErrors => Expired || Busy || !Errors.IsEmpty;

    public string this[string field] => Values.GetValueOrDefault(field, "");

    public string Or(string field, string preset) => Values.TryGetValue(field, out var value) ? value : preset;

    public IEnumerable<FieldError> Of(string field) => Errors.Where(error => error.Field == field);

    /// <summary>Sets the ids apart where a page has several forms with fields of one name.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The id of a field's input; a summary's links lead there. In the form that was refused, of which there is one, it is the field's name.</summary>
    public string Id(string field) => $"f-{(Errors.IsEmpty ? Scope : "")}{field.Replace('.', '-')}";
}
